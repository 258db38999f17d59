/** The record of verdicts as it is read back: the newest from memory, any other from the topic. */
@NullMarked
package io.assay.rating.record;

import org.jspecify.annotations.NullMarked;

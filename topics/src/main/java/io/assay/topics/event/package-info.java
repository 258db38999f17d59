/** Events in words. */
@NullMarked
package io.assay.topics.event;

import org.jspecify.annotations.NullMarked;

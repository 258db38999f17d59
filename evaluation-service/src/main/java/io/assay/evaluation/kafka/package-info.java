/** Reading jobs and windows from the broker. */
@NullMarked
package io.assay.evaluation.kafka;

import org.jspecify.annotations.NullMarked;

/** Tests of what runs on the broker. */
@NullMarked
package io.assay.evaluation.kafka;

import org.jspecify.annotations.NullMarked;

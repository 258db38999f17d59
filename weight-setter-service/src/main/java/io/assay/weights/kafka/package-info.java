/** The record as the weight setter uses it: replayed on start, followed, and written one fact at a time. */
@NullMarked
package io.assay.weights.kafka;

import org.jspecify.annotations.NullMarked;

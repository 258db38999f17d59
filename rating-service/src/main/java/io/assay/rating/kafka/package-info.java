/** The settlement as a Kafka Streams topology. */
@NullMarked
package io.assay.rating.kafka;

import org.jspecify.annotations.NullMarked;

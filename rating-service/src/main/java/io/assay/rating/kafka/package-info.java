/** The settlement as a Kafka Streams topology, and the verdicts as they are read back. */
@NullMarked
package io.assay.rating.kafka;

import org.jspecify.annotations.NullMarked;

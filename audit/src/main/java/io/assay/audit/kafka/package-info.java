/** Verdicts in the topic of a Kafka cluster. */
@NullMarked
package io.assay.audit.kafka;

import org.jspecify.annotations.NullMarked;

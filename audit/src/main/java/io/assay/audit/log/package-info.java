/** Verdicts in the log directory of a Kafka broker, read without the broker. */
@NullMarked
package io.assay.audit.log;

import org.jspecify.annotations.NullMarked;

/** The facts that travel through Kafka, one record type an event. */
@NullMarked
package io.assay.protocol.event;

import org.jspecify.annotations.NullMarked;

package io.assay.service.kafka;

import io.assay.protocol.event.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be. */
public sealed interface Received {
    /** An event. */
    record Understood(Event event) implements Received {}

    /**
     * No event; it belongs among the dead letters.
     *
     * @param reason a sentence
     * @param value the record's bytes
     * @param found the record, when a consumer had it: its key, headers and place are kept with it
     */
    record Poison(String reason, byte[] value, @Nullable ConsumerRecord<String, Received> found) implements Received {
        public Poison {
            value = value.clone();
        }

        /** Of bytes alone. */
        public Poison(String reason, byte[] value) {
            this(reason, value, null);
        }

        /** The same, found in a record. */
        public Poison in(ConsumerRecord<String, Received> record) {
            return new Poison(reason, value, record);
        }

        @Override
        public byte[] value() {
            return value.clone();
        }
    }
}

package io.assay.service.kafka;

import io.assay.protocol.event.Event;

/** What a record turned out to be. */
public sealed interface Received {
    /** An event. */
    record Understood(Event event) implements Received {}

    /**
     * No event; it belongs among the dead letters.
     *
     * @param reason a sentence
     * @param value the record's bytes
     */
    record Poison(String reason, byte[] value) implements Received {
        public Poison {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }
    }
}

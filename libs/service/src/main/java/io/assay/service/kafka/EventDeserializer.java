package io.assay.service.kafka;

import io.assay.protocol.event.Event;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.UnreadableEventException;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads records without ever throwing: what is no event becomes {@link Poison}, so that no record stops a partition. */
public final class EventDeserializer implements Deserializer<Received> {
    private static final int MAX_REASON = 500;

    @Override
    public Received deserialize(String topic, byte @Nullable [] value) {
        return new Poison("the record has no headers", value == null ? new byte[0] : value);
    }

    @Override
    public Received deserialize(String topic, Headers headers, byte @Nullable [] value) {
        var bytes = value == null ? new byte[0] : value;
        var type = RecordHeaders.text(headers, RecordHeaders.TYPE);
        var version = RecordHeaders.text(headers, RecordHeaders.SCHEMA_VERSION);
        if (type == null) {
            return new Poison("the header 'type' is missing", bytes);
        }
        if (!Integer.toString(Event.SCHEMA_VERSION).equals(version)) {
            return new Poison(shortened("schemaVersion is " + version) + ", known: " + Event.SCHEMA_VERSION, bytes);
        }
        try {
            return new Understood(EventJson.read(type, bytes));
        } catch (UnreadableEventException e) {
            return new Poison(shortened(String.valueOf(e.getMessage())), bytes);
        }
    }

    private static String shortened(String reason) {
        var start = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
        // The reason holds parts of the record and goes into logs: nobody else may start a line there.
        return start.replaceAll("\\p{Cntrl}", " ");
    }
}

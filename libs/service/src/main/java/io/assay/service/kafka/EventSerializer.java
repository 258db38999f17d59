package io.assay.service.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.assay.protocol.event.Event;
import io.assay.protocol.json.EventJson;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Writes an event as JSON and its logical type into the record's headers. */
public final class EventSerializer implements Serializer<Event> {
    @Override
    public byte[] serialize(String topic, Event event) {
        return EventJson.write(event);
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Event event) {
        describe(headers, event);
        return EventJson.write(event);
    }

    static void describe(Headers headers, Event event) {
        headers.remove(RecordHeaders.TYPE).add(RecordHeaders.TYPE, event.type().getBytes(US_ASCII));
        headers.remove(RecordHeaders.SCHEMA_VERSION)
                .add(
                        RecordHeaders.SCHEMA_VERSION,
                        Integer.toString(Event.SCHEMA_VERSION).getBytes(US_ASCII));
    }
}

package io.assay.topics.event;

import io.assay.protocol.event.Event;
import io.assay.protocol.json.EventJson;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.RecordHeaders;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records as lines, for people or for programs.
 *
 * @param peer only what is about this one; null: everything
 * @param window only what is about this one; null: everything
 */
public record Shown(@Nullable Peer peer, @Nullable Long window, boolean json) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final EventDeserializer DESERIALIZER = new EventDeserializer();

    /** The line of a record; empty when it is not asked for. What is damaged may be about anybody. */
    public Optional<String> line(ConsumerRecord<byte[], byte[]> found) {
        if (found.value() == null) {
            return noEvent(found, "forgotten", "nothing is known of this key any more");
        }
        return switch (DESERIALIZER.deserialize(found.topic(), found.headers(), found.value())) {
            case Received.Understood(var event) -> event(found, event);
            case Received.Poison poison ->
                noEvent(found, "DAMAGED", "%,d bytes: %s".formatted(found.value().length, poison.reason()));
        };
    }

    private Optional<String> event(ConsumerRecord<byte[], byte[]> found, Event event) {
        if (window != null && window != event.window()) {
            return Optional.empty();
        }
        var line = peer == null ? Optional.of(Line.of(event)) : Line.of(event, peer);
        return line.map(each -> json
                ? place(found).set("event", EventJson.tree(event)).toString()
                : "%s  window %-6d  %-15s  %s"
                                .formatted(time(found), each.window(), each.who(), Printable.text(each.words()))
                        + replayed(found));
    }

    private static String replayed(ConsumerRecord<byte[], byte[]> found) {
        var of = RecordHeaders.text(found.headers(), RecordHeaders.REPLAY_OF);
        return of == null ? "" : "  (replay of dead letter " + Printable.text(of) + ")";
    }

    private Optional<String> noEvent(ConsumerRecord<byte[], byte[]> found, String what, String why) {
        if (json) {
            return Optional.of(
                    place(found).put(what.toLowerCase(Locale.ROOT), why).toString());
        }
        var place = "partition " + found.partition() + " offset " + found.offset();
        var key = found.key() == null ? "no key" : "key " + Printable.bytes(found.key());
        return Optional.of(
                "%s  %-13s  %-15s  %s".formatted(time(found), what, place, Printable.text(why) + ", " + key));
    }

    private static ObjectNode place(ConsumerRecord<byte[], byte[]> found) {
        return MAPPER.createObjectNode()
                .put("topic", found.topic())
                .put("partition", found.partition())
                .put("offset", found.offset())
                .put("timestamp", time(found))
                .put("key", found.key() == null ? null : Printable.bytes(found.key()))
                .put("type", RecordHeaders.text(found.headers(), RecordHeaders.TYPE))
                .put("schemaVersion", RecordHeaders.text(found.headers(), RecordHeaders.SCHEMA_VERSION));
    }

    private static String time(ConsumerRecord<byte[], byte[]> found) {
        return MILLIS.format(Instant.ofEpochMilli(found.timestamp()));
    }
}

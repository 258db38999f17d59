package io.assay.topics.dead;

import io.assay.command.UsageException;
import io.assay.protocol.Topics;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.Origin;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.RecordHeaders;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param topic that it could not be processed from
 * @param found the record among the dead letters
 */
record Letter(Topics topic, ConsumerRecord<byte[], byte[]> found) {
    private static final EventDeserializer DESERIALIZER = new EventDeserializer();

    /** Where a letter lies, as it is typed: an offset, or partition and offset with a slash between. */
    record Place(int partition, long offset) {
        private static final Pattern FORM = Pattern.compile("(?:([0-9]{1,6})/)?([0-9]{1,18})");

        static Place parse(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new UsageException("OFFSET is " + text + ", allowed: a number, or PARTITION/NUMBER");
            }
            var partition = Objects.requireNonNullElse(parts.group(1), "0");
            return new Place(Integer.parseInt(partition), Long.parseLong(Objects.requireNonNull(parts.group(2))));
        }

        @Override
        public String toString() {
            return partition + "/" + offset;
        }
    }

    Place place() {
        return new Place(found.partition(), found.offset());
    }

    byte[] value() {
        return found.value() == null ? new byte[0] : found.value();
    }

    Instant buried() {
        return Instant.ofEpochMilli(found.timestamp());
    }

    String reason() {
        var reason = header(RecordHeaders.REASON);
        return reason == null ? "no reason is told" : reason;
    }

    @Nullable
    String header(String name) {
        return RecordHeaders.text(found.headers(), name);
    }

    @Nullable
    Origin origin() {
        return Origin.of(found.headers());
    }

    /** Whether a part is missing, so that the record cannot be had back from it. */
    boolean cut() {
        var origin = origin();
        return origin != null && origin.bytes() > value().length;
    }

    /** What a reader of the topic would make of it now. */
    Received now() {
        var read = DESERIALIZER.deserialize(topic.topic(), found.headers(), value());
        return read instanceof Received.Understood(var event) && Topics.of(event) != topic
                ? new Received.Poison("a " + event.type() + " does not belong in " + topic.topic(), value())
                : read;
    }
}

package io.assay.service.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a dead letter comes from, as its headers say.
 *
 * @param partition of the topic that it could not be processed from
 * @param offset there
 * @param timestamp of the record there, ms since the epoch
 * @param bytes of the record's value there; a dead letter that has fewer was cut
 */
public record Origin(int partition, long offset, long timestamp, int bytes) {
    /** Header: number of the partition that a dead letter comes from. */
    public static final String PARTITION = "originalPartition";

    /** Header: offset in that partition. */
    public static final String OFFSET = "originalOffset";

    /** Header: timestamp there, ms since the epoch. */
    public static final String TIMESTAMP = "originalTimestamp";

    /** Header: length of the value there. */
    public static final String BYTES = "originalBytes";

    /** Of a record as a consumer has it. */
    public static Origin of(ConsumerRecord<?, ?> found) {
        return new Origin(
                found.partition(), found.offset(), found.timestamp(), Math.max(0, found.serializedValueSize()));
    }

    /** As a dead letter's headers say; null when they do not. */
    public static @Nullable Origin of(Headers headers) {
        try {
            return new Origin(
                    Integer.parseInt(text(headers, PARTITION)),
                    Long.parseLong(text(headers, OFFSET)),
                    Long.parseLong(text(headers, TIMESTAMP)),
                    Integer.parseInt(text(headers, BYTES)));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String text(Headers headers, String name) {
        var text = RecordHeaders.text(headers, name);
        return text == null ? "" : text;
    }

    /** Says so in headers, in place of what they said before. */
    public void addTo(Headers headers) {
        put(headers, PARTITION, partition);
        put(headers, OFFSET, offset);
        put(headers, TIMESTAMP, timestamp);
        put(headers, BYTES, bytes);
    }

    private static void put(Headers headers, String name, long value) {
        headers.remove(name).add(name, Long.toString(value).getBytes(US_ASCII));
    }
}

package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.service.kafka.Origin;
import io.assay.service.kafka.RecordHeaders;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A record as it is buried: cut to what every topic takes, for what cannot be sent would be tried for ever. */
final class DeadLetter {
    /** A topic for dead letters may have the broker's default limit of 1 MiB for a record. */
    private static final int MOST_OF_A_VALUE = 512 << 10;

    private static final int MOST_OF_A_KEY = 4 << 10;
    private static final int MOST_OF_ALL_HEADERS = 64 << 10;
    private static final int MOST_OF_A_REASON = 500;

    private DeadLetter() {}

    static Record<byte[], byte[]> of(Record<byte[], byte[]> record, String reason, Origin origin) {
        var headers = kept(record.headers());
        headers.remove(RecordHeaders.REASON).add(RecordHeaders.REASON, reason.getBytes(UTF_8));
        origin.addTo(headers);
        return new Record<>(
                cut(record.key(), MOST_OF_A_KEY), cut(record.value(), MOST_OF_A_VALUE), record.timestamp(), headers);
    }

    /** A reason may hold parts of the record, and goes into logs: nobody else may start a line there. */
    static String oneLine(String reason) {
        var start = reason.length() <= MOST_OF_A_REASON ? reason : reason.substring(0, MOST_OF_A_REASON);
        return start.replaceAll("\\p{Cntrl}", " ");
    }

    private static Headers kept(Headers all) {
        var kept = new org.apache.kafka.common.header.internals.RecordHeaders();
        var left = MOST_OF_ALL_HEADERS;
        for (var header : all) {
            // Counted with the bytes that tell the lengths, so that thousands of empty ones end too.
            left -= header.key().length() * 3 + (header.value() == null ? 0 : header.value().length) + 10;
            if (left < 0) {
                break;
            }
            kept.add(header);
        }
        return kept;
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }
}

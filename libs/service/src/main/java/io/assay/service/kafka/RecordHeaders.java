package io.assay.service.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Names of the headers every record has. */
public final class RecordHeaders {
    /** Logical name of the event. */
    public static final String TYPE = "type";
    /** Version of the event's form. */
    public static final String SCHEMA_VERSION = "schemaVersion";
    /** Why a record is a dead letter. */
    public static final String REASON = "reason";

    /** Of a record that was a dead letter: {@code partition/offset} of the dead letter. */
    public static final String REPLAY_OF = "replayOf";

    private RecordHeaders() {}

    /** A header as text; null when it is not there. */
    public static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}

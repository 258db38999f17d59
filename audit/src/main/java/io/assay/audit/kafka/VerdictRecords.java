package io.assay.audit.kafka;

import io.assay.audit.core.PassedOver;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.audit.core.VerdictSource.Sink;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Passes the topic's verdicts on and counts what is none. */
public final class VerdictRecords {
    private static final String TYPE = WindowVerdict.class.getSimpleName();
    private static final String VERSION = Integer.toString(Event.SCHEMA_VERSION);
    private static final int LONGEST_SHOWN = 60;

    private final Sink sink;
    private final PassedOver passed;

    public VerdictRecords(Sink sink, PassedOver passed) {
        this.sink = sink;
        this.passed = passed;
    }

    /**
     * Takes a record.
     *
     * @param place of the record, for messages
     * @throws UnreadableSourceException for a verdict of a form that is not known here
     */
    public void take(String place, Header[] headers, byte @Nullable [] value) {
        var type = text(headers, "type");
        if (value == null) {
            passed.count("tombstone");
        } else if (!TYPE.equals(type)) {
            passed.count(type == null ? "record without a type" : "record of type " + type);
        } else {
            requireVersion(place, text(headers, "schemaVersion"));
            sink.take(place, value);
        }
    }

    private static void requireVersion(String place, @Nullable String version) {
        if (version != null && !version.equals(VERSION)) {
            throw new UnreadableSourceException(
                    place + " has schemaVersion " + version + ", known: " + VERSION + "; use the newer audit");
        }
    }

    private static @Nullable String text(Header[] headers, String name) {
        String text = null;
        for (var header : headers) {
            if (header.key().equals(name) && header.value() != null) {
                text = printable(header.value());
            }
        }
        return text;
    }

    /** Shown on a terminal: anybody may have written it. */
    private static String printable(byte[] value) {
        var length = Math.min(value.length, LONGEST_SHOWN);
        return new String(value, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    }
}

package io.assay.audit.core;

import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.CanonicalJson;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.UnreadableEventException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A verdict as it stands in the record.
 *
 * @param content the whole JSON, with members that the verdict's type does not know, without the field that holds the hash
 */
record RecordedVerdict(WindowVerdict verdict, ObjectNode content) {
    private static final String TYPE = WindowVerdict.class.getSimpleName();
    private static final int UNKNOWN_NETUID = -1;

    /** Depth and duplicate members were checked by {@link EventJson#read} before a tree is made. */
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * Reads a record.
     *
     * @throws UnreadableSourceException naming the place and what is wrong with it
     */
    static RecordedVerdict read(String place, byte[] json) {
        try {
            var verdict = verdict(place, json);
            var content = (ObjectNode) MAPPER.readTree(json);
            content.remove("verdictHash");
            return new RecordedVerdict(verdict, content);
        } catch (JacksonException e) {
            throw unreadable(place, e);
        }
    }

    /** As {@link #read}, without the tree. */
    static WindowVerdict verdict(String place, byte[] json) {
        try {
            return (WindowVerdict) EventJson.read(TYPE, json);
        } catch (UnreadableEventException e) {
            throw unreadable(place, e);
        }
    }

    private static UnreadableSourceException unreadable(String place, RuntimeException e) {
        return new UnreadableSourceException(
                place + " is no verdict that can be read (" + e.getMessage()
                        + "): it was damaged, or written by a newer version; take the record from another source",
                e);
    }

    /** The record's {@code netuid}, without reading the rest; −1 if it cannot be told. */
    static int netuid(byte[] json) {
        try (var parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return UNKNOWN_NETUID;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (name.equals("netuid") && value == JsonToken.VALUE_NUMBER_INT) {
                    return parser.getIntValue();
                }
                parser.skipChildren();
            }
            return UNKNOWN_NETUID;
        } catch (JacksonException _) {
            return UNKNOWN_NETUID;
        }
    }

    /**
     * SHA-256 of the canonical JSON of all that was recorded but the field that holds the hash.
     *
     * @throws IllegalArgumentException if it has no canonical text, as an integer beyond 2⁵³
     */
    String contentHash() {
        return CanonicalJson.sha256(content);
    }

    /** SHA-256 of the canonical JSON of the recorded parameters. */
    String parametersDigest() {
        return CanonicalJson.sha256(content.path("hparams"));
    }
}

package io.assay.ingest.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the body of a notice says: the signer has uploaded its gradient of this window. */
@Schema(additionalProperties = AdditionalPropertiesValue.FALSE)
record Notice(
        @Schema(minimum = "0", maximum = "65535") int netuid,
        @Schema(minimum = "0") long window) {
    static final int MAX_BYTES = 1 << 10;

    private static final Set<String> MEMBERS = Set.of("netuid", "window");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(1)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a body.
     *
     * @throws IllegalArgumentException telling what is wrong; it repeats nothing of a stranger's text
     */
    static Notice read(byte[] json) {
        var object = object(json);
        if (!MEMBERS.containsAll(object.propertyNames())) {
            throw new IllegalArgumentException("the body has another member, allowed: netuid and window");
        }
        return new Notice((int) integer(object, "netuid", 0xFFFF), integer(object, "window", Long.MAX_VALUE));
    }

    private static JsonNode object(byte[] json) {
        try {
            var tree = MAPPER.readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException _) {
            // Refused as everything else that is no object of two numbers.
        }
        throw new IllegalArgumentException("the body is malformed, allowed: {\"netuid\": number, \"window\": number}");
    }

    private static long integer(JsonNode object, String name, long most) {
        var value = object.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > most) {
            throw new IllegalArgumentException(
                    name + " is missing or malformed, allowed: a whole number from 0 to " + most);
        }
        return value.longValue();
    }
}

package io.assay.protocol.json;

import io.assay.protocol.checkpoint.CheckpointManifest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@link CheckpointManifest} as JSON; members that are not known are skipped. */
public final class CheckpointManifestJson {
    /** What a manifest may take at most. */
    public static final int MAX_BYTES = 64 << 10;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private CheckpointManifestJson() {}

    /** A manifest as readable UTF-8 JSON; the same manifest gives the same bytes. */
    public static byte[] write(CheckpointManifest manifest) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    public static CheckpointManifest read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the manifest has " + json.length + " bytes, allowed: at most " + MAX_BYTES);
        }
        try {
            var manifest = MAPPER.readValue(json, CheckpointManifest.class);
            if (manifest == null) {
                throw new IllegalArgumentException("the manifest is null, allowed: a JSON object");
            }
            return manifest;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the manifest cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}

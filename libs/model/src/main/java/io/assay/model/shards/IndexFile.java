package io.assay.model.shards;

import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.data.UnreadableCorpusException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An index as it was read.
 *
 * @param sha256 of the file's bytes, 64 lower-case hexadecimal digits
 */
public record IndexFile(ShardIndex index, String sha256) {
    /** Largest index that is read. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int MAX_TEXT = 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(MAX_TEXT)
                            .maxNameLength(MAX_TEXT)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    /** An index as JSON, the same bytes for the same index. */
    public static byte[] write(ShardIndex index) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(index);
    }

    /**
     * Reads an index.
     *
     * @param name of the file, for messages
     * @throws UnreadableCorpusException naming the file, the member and what is allowed
     */
    public static IndexFile of(String name, byte[] json) {
        try {
            return new IndexFile(MAPPER.readValue(json, ShardIndex.class), FileDigest.sha256(json));
        } catch (JacksonException e) {
            var said =
                    e.getCause() instanceof IllegalArgumentException ours ? ours.getMessage() : e.getOriginalMessage();
            throw new UnreadableCorpusException(
                    Kind.DAMAGED,
                    name + " is no index of token shards: " + said + "; make it by ./assay data build",
                    e);
        }
    }

    /** Reads the index of a folder. */
    public static IndexFile in(Path folder) {
        var file = folder.resolve(ShardIndex.FILE);
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnreadableCorpusException(
                        Kind.DAMAGED,
                        file + " has more than " + MAX_BYTES + " bytes; make larger shards, so that it is shorter");
            }
            return of(file.toString(), bytes);
        } catch (IOException e) {
            throw new UnreadableCorpusException(
                    Kind.DAMAGED, file + " cannot be read (" + e + "); name a folder that ./assay data build made", e);
        }
    }
}

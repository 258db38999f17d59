package io.assay.rating.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results of upstream's own code: from the folder in {@code assay.vectors}, else from the test resources. */
final class Vectors {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Vectors() {}

    static JsonNode read(String name) {
        var folder = System.getProperty("assay.vectors");
        try {
            return MAPPER.readTree(folder == null ? resource(name) : Files.readAllBytes(Path.of(folder, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Vectors.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not among the test resources");
            }
            return in.readAllBytes();
        }
    }
}

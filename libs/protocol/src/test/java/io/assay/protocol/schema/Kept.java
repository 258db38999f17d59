package io.assay.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents that are made from the code and kept beside it; with {@code -Dassay.write-schemas=true} they are written. */
final class Kept {
    static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    static final Path RELEASED = SCHEMAS.resolve("released");

    private static final String WRITE = "assay.write-schemas";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    private Kept() {}

    static boolean writing() {
        return Boolean.getBoolean(WRITE);
    }

    static String command(String property) {
        return "mvn -pl libs/protocol test -D" + property + "=true";
    }

    /** Fails when what is kept is not what the code says, or writes it. */
    static void agrees(Path file, JsonNode document) {
        var text = text(document);
        if (writing()) {
            write(file, text);
        }
        assertThat(Files.exists(file) ? read(file) : "")
                .as("%s is not what the code says. If the code is right: %s", file, command(WRITE))
                .isEqualTo(text);
    }

    static String text(JsonNode document) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Schemas in a folder, by the event's name; none when there is no folder. */
    static Map<String, JsonNode> in(Path folder) {
        var all = new TreeMap<String, JsonNode>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (var files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> all.put(
                            file.getFileName().toString().replaceFirst("\\.json$", ""), MAPPER.readTree(read(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

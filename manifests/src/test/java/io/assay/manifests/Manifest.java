package io.assay.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** One document of a manifest, as it is written. */
record Manifest(JsonNode content) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** All documents of a text. */
    static List<Manifest> parse(String text) {
        try (var parser = YAML.createParser(text);
                var found = YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser)) {
            return found.readAll().stream()
                    .filter(JsonNode::isObject)
                    .map(Manifest::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String kind() {
        return content.path("kind").asText();
    }

    /** Group, version and kind. */
    String type() {
        return content.path("apiVersion").asText() + "/" + kind();
    }

    String name() {
        return content.at("/metadata/name").asText();
    }

    String namespace() {
        return content.at("/metadata/namespace").asText();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}

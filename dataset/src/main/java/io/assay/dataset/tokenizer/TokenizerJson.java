package io.assay.dataset.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@code tokenizer.json} of Hugging Face's tokenizers, as far as ids go, and the {@code tokenizer_config.json} beside it. */
final class TokenizerJson {
    private static final int MAX_BYTES = 256 << 20;
    private static final String CONFIG = "tokenizer_config.json";
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .build())
            .build();

    private final Path file;
    private final byte[] content;
    private final ObjectNode tree;
    private final Map<String, Integer> ids = new HashMap<>();
    private int size;

    private TokenizerJson(Path file, byte[] content) {
        this.file = file;
        this.content = content;
        this.tree = object(file, content);
        vocabulary(tree.path("model").path("vocab"));
        for (var added : tree.path("added_tokens")) {
            add(added.path("content").asString(""), added.path("id"));
        }
        if (size == 0) {
            throw new UnusableTokenizerException(file + " has no model.vocab; name a tokenizer.json of Hugging Face's"
                    + " tokenizers, not a vocabulary alone");
        }
    }

    static TokenizerJson read(Path file) {
        return new TokenizerJson(file, bytes(file));
    }

    byte[] content() {
        return content;
    }

    /** The same tokenizer without the rules by which it cuts or fills what is too long or too short. */
    byte[] unbounded() {
        var copy = tree.deepCopy();
        copy.putNull("truncation");
        copy.putNull("padding");
        return MAPPER.writeValueAsBytes(copy);
    }

    /** One more than the largest id. */
    int size() {
        return size;
    }

    /**
     * The id of a token.
     *
     * @throws UnusableTokenizerException if there is no such token
     */
    int id(String option, String token) {
        var id = ids.get(token);
        if (id == null) {
            throw new UnusableTokenizerException(option + " is " + token + ", which " + file
                    + " has not; name a token of its added_tokens or vocab");
        }
        return id;
    }

    /** A special token of the file beside it, such as {@code eos_token}. */
    @Nullable
    String special(String name) {
        var beside = file.resolveSibling(CONFIG);
        if (!Files.exists(beside)) {
            return null;
        }
        var token = object(beside, bytes(beside)).path(name);
        return token.isObject() ? token.path("content").stringValue(null) : token.stringValue(null);
    }

    /** WordLevel, WordPiece and BPE have a map, Unigram a list of pairs. */
    private void vocabulary(JsonNode vocabulary) {
        if (vocabulary.isObject()) {
            vocabulary.forEachEntry(this::add);
        } else {
            for (var i = 0; i < vocabulary.size(); i++) {
                add(
                        vocabulary.get(i).path(0).asString(""),
                        MAPPER.getNodeFactory().numberNode(i));
            }
        }
    }

    private void add(String token, JsonNode id) {
        if (!id.isIntegralNumber()
                || !id.canConvertToInt()
                || id.intValue() < 0
                || id.intValue() == Integer.MAX_VALUE) {
            throw new UnusableTokenizerException(
                    file + " has a token with the id " + id + ", allowed: integers from 0 to 2147483646");
        }
        ids.put(token, id.intValue());
        size = Math.max(size, id.intValue() + 1);
    }

    private static ObjectNode object(Path file, byte[] json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw new UnusableTokenizerException(file + " is no JSON object; name a tokenizer.json");
        } catch (JacksonException e) {
            throw new UnusableTokenizerException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnusableTokenizerException(
                        file + " has more than " + MAX_BYTES + " bytes, which no tokenizer needs");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnusableTokenizerException(file + " cannot be read (" + e + "); name a tokenizer.json", e);
        }
    }
}

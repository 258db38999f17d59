package io.assay.model.pretrained;

import io.assay.gradient.safetensors.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON file of a model, read within bounds; a refusal names the file, the field, its value and what is allowed. */
final class ModelJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Path file;
    private final JsonNode tree;

    ModelJson(Path file, int maxBytes) {
        this.file = file;
        this.tree = tree(file, maxBytes);
    }

    private static JsonNode tree(Path file, int maxBytes) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new UnusableModelException(
                        file + " has more than " + maxBytes + " bytes, which no such file needs");
            }
            var tree = MAPPER.readTree(bytes);
            if (!tree.isObject()) {
                throw new UnusableModelException(file + " is no JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new UnusableModelException(
                    file + " cannot be read (" + e + "); name a folder as save_pretrained writes it", e);
        } catch (JacksonException e) {
            throw new UnusableModelException(file + " is no JSON: " + Shown.text(e.getOriginalMessage()), e);
        }
    }

    Path file() {
        return file;
    }

    /** A member that is there and not null. */
    @Nullable
    JsonNode member(String name) {
        var value = tree.get(name);
        return value == null || value.isNull() ? null : value;
    }

    int integer(String name) {
        var value = member(name);
        if (value == null) {
            throw new UnusableModelException(file + " has no " + name + ", which a Llama needs");
        }
        require(value.isIntegralNumber() && value.canConvertToInt(), name, value, "an integer");
        return value.intValue();
    }

    int integer(String name, int byDefault) {
        return member(name) == null ? byDefault : integer(name);
    }

    double real(String name, double byDefault) {
        var value = member(name);
        if (value == null) {
            return byDefault;
        }
        require(value.isNumber(), name, value, "a number");
        return value.doubleValue();
    }

    boolean flag(String name, boolean byDefault) {
        var value = member(name);
        if (value == null) {
            return byDefault;
        }
        require(value.isBoolean(), name, value, "true, false");
        return value.booleanValue();
    }

    void off(String name) {
        require(!flag(name, false), name, true, "false");
    }

    void absent(String name, String allowed) {
        var value = member(name);
        require(value == null, name, String.valueOf(value), allowed);
    }

    void text(String name, String wanted) {
        var value = member(name);
        require(value != null && wanted.equals(value.stringValue(null)), name, String.valueOf(value), wanted);
    }

    void text(String name, String wanted, String byDefault) {
        if (member(name) != null || !wanted.equals(byDefault)) {
            text(name, wanted);
        }
    }

    List<String> texts(String name) {
        var value = member(name);
        if (value == null) {
            return List.of();
        }
        require(value.isArray(), name, value, "a list");
        var texts = new ArrayList<String>();
        value.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    Map<String, String> map(String name) {
        var value = member(name);
        if (value == null || !value.isObject()) {
            throw new UnusableModelException(file + " has no " + name + ", which says where tensors are");
        }
        var map = new LinkedHashMap<String, String>();
        value.forEachEntry((key, text) -> {
            require(text.isString(), name, text, "names of files");
            map.put(key, text.stringValue());
        });
        return map;
    }

    void require(boolean holds, String field, Object value, String allowed) {
        if (!holds) {
            throw new UnusableModelException(
                    file + ": " + field + " is " + Shown.text(String.valueOf(value)) + ", allowed: " + allowed);
        }
    }
}

package io.assay.protocol.json;

import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.InvalidHParamsException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@link HParams} as JSON. A misspelt parameter would be money lost silently: unknown names are refused. */
public final class HParamsJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Parameters that need not be there. */
    private static final List<String> OPTIONAL = List.of("dataset_sha256", "initial_values_sha256");

    private HParamsJson() {}

    /**
     * Reads a complete set of parameters.
     *
     * @throws InvalidHParamsException naming the parameter, and the value and the range where there are any
     */
    public static HParams read(String json) {
        return read(tree(json));
    }

    /**
     * Reads parameters over others: what {@code json} names replaces the base's value, inside {@code model} too.
     *
     * @throws InvalidHParamsException as {@link #read(String)}
     */
    public static HParams overlay(HParams base, String json) {
        return read(merged(MAPPER.valueToTree(base), tree(json)));
    }

    /** The parameters as readable JSON. */
    public static String write(HParams hparams) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(hparams);
    }

    /** SHA-256 of the canonical JSON of all parameters: two validators with the same digest play by the same rules. */
    public static String digest(HParams hparams) {
        return CanonicalJson.sha256(MAPPER.valueToTree(hparams));
    }

    private static ObjectNode merged(ObjectNode base, JsonNode over) {
        var members = new LinkedHashMap<String, JsonNode>();
        over.forEachEntry(members::put);
        members.forEach((name, value) -> {
            var inner = base.get(name) instanceof ObjectNode object && value.isObject() ? merged(object, value) : value;
            base.set(name, inner);
        });
        return base;
    }

    private static ObjectNode tree(String json) {
        try {
            var tree = MAPPER.readTree(json);
            if (!(tree instanceof ObjectNode object)) {
                throw new InvalidHParamsException(
                        "hparams is a JSON " + tree.getNodeType() + ", allowed: a JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new InvalidHParamsException("hparams is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static HParams read(ObjectNode tree) {
        OPTIONAL.stream().filter(name -> !tree.has(name)).forEach(tree::putNull);
        try {
            return MAPPER.treeToValue(tree, HParams.class);
        } catch (JacksonException e) {
            if (e.getCause() instanceof InvalidHParamsException invalid) {
                throw invalid;
            }
            throw new InvalidHParamsException("hparams: " + e.getOriginalMessage() + path(e) + known(e), e);
        }
    }

    private static String path(JacksonException e) {
        return e.getPath().isEmpty()
                ? ""
                : e.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .collect(Collectors.joining(".", " (", ")"));
    }

    private static String known(JacksonException e) {
        var unknown = e.getOriginalMessage().startsWith("Unrecognized");
        return unknown ? "; known: " + String.join(", ", new TreeSet<>(names())) : "";
    }

    private static List<String> names() {
        return Arrays.stream(HParams.class.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
    }
}

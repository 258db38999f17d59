package io.assay.containers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** A compose file as its engine reads it: anchors followed, variables replaced by what is given or by their defaults. */
record ComposeFile(Map<String, Service> services, List<String> volumes, List<String> variables) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?:(:[-?])([^}]*))?\\}");

    /** Reads one. */
    static ComposeFile read(String text, Map<String, String> given) {
        Map<String, Object> file = new Yaml().load(text);
        var services = new LinkedHashMap<String, Service>();
        map(file.get("services")).forEach((name, body) -> services.put(name, new Service(resolved(map(body), given))));
        var variables = new TreeSet<String>();
        VARIABLE.matcher(text).results().forEach(found -> variables.add(found.group(1)));
        return new ComposeFile(services, List.copyOf(map(file.get("volumes")).keySet()), List.copyOf(variables));
    }

    private static Map<String, Object> resolved(Map<String, Object> body, Map<String, String> given) {
        var resolved = new LinkedHashMap<String, Object>();
        body.forEach((key, value) -> resolved.put(key, resolve(value, given)));
        return resolved;
    }

    private static Object resolve(@Nullable Object value, Map<String, String> given) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> nested -> resolved(map(nested), given);
            case List<?> list -> list.stream().map(item -> resolve(item, given)).toList();
            default ->
                VARIABLE.matcher(value.toString())
                        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                                given.getOrDefault(found.group(1), Objects.requireNonNullElse(found.group(3), ""))));
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** One of its services. */
    record Service(Map<String, Object> body) {
        String text(String key) {
            return body.getOrDefault(key, "").toString();
        }

        List<String> list(String key) {
            var found = new ArrayList<String>();
            if (body.get(key) instanceof List<?> items) {
                items.forEach(item -> found.add(item.toString()));
            }
            return found;
        }

        Map<String, Object> map(String key) {
            return body.get(key) instanceof Map<?, ?> found ? ComposeFile.map(found) : Map.of();
        }
    }
}

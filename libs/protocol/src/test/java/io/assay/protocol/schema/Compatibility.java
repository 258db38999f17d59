package io.assay.protocol.schema;

import static io.assay.protocol.schema.Change.Kind.INCOMPATIBLE;
import static io.assay.protocol.schema.Change.Kind.READERS_FIRST;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares the schemas of a release with the present ones. Records are kept for ever, so that whatever a released schema
 * accepts has to be accepted still; and a field that was there stays. Texts do not count, nor how definitions are named.
 */
final class Compatibility {
    private static final Set<String> LOWER = Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");
    private static final Set<String> UPPER = Set.of("maximum", "maxLength", "maxItems");
    private static final Set<String> TEXTS = Set.of("description", "constants", "title", "$schema", "$id", "$defs");
    /** Compared by what they mean. */
    private static final Set<String> MEANT =
            Set.of("type", "properties", "required", "items", "enum", "oneOf", "anyOf", "$ref", "schemaVersion");

    private final JsonNode oldRoot;
    private final JsonNode newRoot;
    private final List<Change> changes = new ArrayList<>();

    private Compatibility(JsonNode oldRoot, JsonNode newRoot) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
    }

    /** All differences of all events. A raised version may change everything. */
    static List<Change> of(Map<String, ? extends JsonNode> released, Map<String, ? extends JsonNode> present) {
        var all = new ArrayList<Change>();
        released.forEach((event, old) -> {
            var now = present.get(event);
            if (now == null) {
                all.add(new Change(INCOMPATIBLE, event, "the event is gone or has another name"));
            } else if (now.get("schemaVersion").intValue()
                    <= old.get("schemaVersion").intValue()) {
                all.addAll(new Compatibility(old, now).root(event));
            }
        });
        present.keySet().stream()
                .filter(event -> !released.containsKey(event))
                .forEach(event -> all.add(new Change(READERS_FIRST, event, "the event is new")));
        return all;
    }

    private List<Change> root(String event) {
        compare(event, oldRoot, newRoot);
        return changes;
    }

    private void compare(String place, JsonNode oldNode, JsonNode newNode) {
        var was = Form.of(oldRoot, oldNode);
        var is = Form.of(newRoot, newNode);
        types(place, was.types(), is.types());
        properties(place, was.schema(), is.schema());
        constants(place, was.schema().get("enum"), is.schema().get("enum"));
        kinds(place, was, is);
        if (was.schema().has("items") && is.schema().has("items")) {
            compare(place + "[]", was.schema().get("items"), is.schema().get("items"));
        }
        keywords(place, was.schema(), is.schema());
    }

    private void types(String place, Set<String> was, Set<String> is) {
        for (var type : was) {
            if (!is.contains(type) && !(type.equals("integer") && is.contains("number"))) {
                add(INCOMPATIBLE, place, type.equals("null") ? "may no longer be null" : "is no longer " + type);
            }
        }
        for (var type : is) {
            if (!was.contains(type) && !was.isEmpty()) {
                add(READERS_FIRST, place, type.equals("null") ? "may now be null" : "may now be " + type);
            }
        }
    }

    private void properties(String place, JsonNode was, JsonNode is) {
        var before = members(was.get("properties"));
        var now = members(is.get("properties"));
        before.forEach((name, schema) -> {
            var same = now.get(name);
            if (same == null) {
                add(INCOMPATIBLE, place + "." + name, "the field is gone" + renamed(schema, before, now));
            } else {
                compare(place + "." + name, schema, same);
            }
        });
        var needed = texts(was.get("required"));
        var needs = texts(is.get("required"));
        for (var name : now.keySet()) {
            if (needs.contains(name) && !needed.contains(name)) {
                add(INCOMPATIBLE, place + "." + name, "is required, which it was not: older records lack it");
            } else if (needed.contains(name) && !needs.contains(name)) {
                add(READERS_FIRST, place + "." + name, "is no longer required");
            }
        }
    }

    private String renamed(JsonNode schema, Map<String, JsonNode> before, Map<String, JsonNode> now) {
        return now.entrySet().stream()
                .filter(each -> !before.containsKey(each.getKey()))
                .filter(each -> new Compatibility(oldRoot, newRoot).same(schema, each.getValue()))
                .findFirst()
                .map(each -> "; was it renamed to '" + each.getKey() + "'?")
                .orElse("");
    }

    private boolean same(JsonNode schema, JsonNode other) {
        compare("", schema, other);
        return changes.isEmpty();
    }

    private void constants(String place, @Nullable JsonNode was, @Nullable JsonNode is) {
        if (was == null && is == null) {
            return;
        }
        if (was == null) {
            add(INCOMPATIBLE, place, "is limited to " + is + ", which it was not");
        } else if (is == null) {
            add(READERS_FIRST, place, "is no longer limited to " + was);
        } else {
            was.valueStream()
                    .filter(each -> !has(is, each))
                    .forEach(each -> add(INCOMPATIBLE, place, "the constant " + each + " is gone"));
            is.valueStream()
                    .filter(each -> !has(was, each))
                    .forEach(each -> add(READERS_FIRST, place, "the constant " + each + " is new"));
        }
    }

    private static boolean has(JsonNode constants, JsonNode constant) {
        // That null is allowed is a matter of the type.
        return constant.isNull() || constants.valueStream().anyMatch(constant::equals);
    }

    private void kinds(String place, Form was, Form is) {
        was.kinds().forEach((name, schema) -> {
            var same = is.kinds().get(name);
            if (same == null) {
                add(INCOMPATIBLE, place, "the kind '" + name + "' is gone");
            } else {
                compare(place + "(" + name + ")", schema, same);
            }
        });
        is.kinds().keySet().stream()
                .filter(name -> !was.kinds().containsKey(name))
                .forEach(name -> add(READERS_FIRST, place, "the kind '" + name + "' is new"));
    }

    private void keywords(String place, JsonNode was, JsonNode is) {
        var all = new TreeSet<String>(was.propertyNames());
        all.addAll(is.propertyNames());
        all.removeAll(TEXTS);
        all.removeAll(MEANT);
        for (var keyword : all) {
            keyword(place, keyword, was.get(keyword), is.get(keyword));
        }
    }

    private void keyword(String place, String keyword, @Nullable JsonNode was, @Nullable JsonNode is) {
        if (alike(was, is) || (keyword.equals("format") && widened(was, is))) {
            return;
        }
        if (is == null) {
            add(READERS_FIRST, place, keyword + " " + was + " is gone");
        } else if (was == null) {
            add(INCOMPATIBLE, place, keyword + " is " + is + ", there was none");
        } else {
            var change = keyword + " is " + is + ", was " + was;
            add(looser(keyword, was, is) ? READERS_FIRST : INCOMPATIBLE, place, change);
        }
    }

    /** A number is the same whatever type of node holds it: one that was read has another than one that was made. */
    private static boolean alike(@Nullable JsonNode was, @Nullable JsonNode is) {
        if (was == null || is == null || !was.isNumber() || !is.isNumber()) {
            return Objects.equals(was, is);
        }
        return was.decimalValue().compareTo(is.decimalValue()) == 0;
    }

    /** The type's change was told already. */
    private static boolean widened(@Nullable JsonNode was, @Nullable JsonNode is) {
        return was != null
                && is != null
                && was.stringValue().startsWith("int")
                && (is.stringValue().equals("int64") || is.stringValue().equals("double"));
    }

    private static boolean looser(String keyword, JsonNode was, JsonNode is) {
        return (LOWER.contains(keyword) && is.doubleValue() < was.doubleValue())
                || (UPPER.contains(keyword) && is.doubleValue() > was.doubleValue());
    }

    private void add(Change.Kind kind, String place, String what) {
        changes.add(new Change(kind, place, what));
    }

    private static Map<String, JsonNode> members(@Nullable JsonNode object) {
        var members = new LinkedHashMap<String, JsonNode>();
        if (object != null) {
            object.forEachEntry(members::put);
        }
        return members;
    }

    private static Set<String> texts(@Nullable JsonNode array) {
        return array == null
                ? Set.of()
                : array.valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
    }

    /**
     * A schema without detours: a reference followed, and what may be null told by its types.
     *
     * @param kinds of a sealed type, by the constant that tells them apart
     */
    private record Form(JsonNode schema, Set<String> types, Map<String, JsonNode> kinds) {
        static Form of(JsonNode root, JsonNode node) {
            var either = node.get("anyOf");
            var schema = followed(root, either == null ? node : either.get(0));
            var types = new TreeSet<String>(typesOf(schema));
            if (either != null) {
                types.add("null");
            }
            return new Form(schema, types, kinds(root, schema));
        }

        private static JsonNode followed(JsonNode root, JsonNode node) {
            return node.has("$ref") ? root.at(node.get("$ref").stringValue().substring(1)) : node;
        }

        private static Set<String> typesOf(JsonNode schema) {
            var type = schema.get("type");
            if (type == null) {
                return schema.has("oneOf") ? Set.of("object") : Set.of();
            }
            return type.isArray() ? texts(type) : Set.of(type.stringValue());
        }

        private static Map<String, JsonNode> kinds(JsonNode root, JsonNode schema) {
            return schema.path("oneOf")
                    .valueStream()
                    .map(kind -> followed(root, kind))
                    .collect(Collectors.toMap(Form::constant, Function.identity()));
        }

        private static String constant(JsonNode kind) {
            return kind.get("properties")
                    .valueStream()
                    .filter(property -> property.has("const"))
                    .findFirst()
                    .orElseThrow()
                    .get("const")
                    .stringValue();
        }
    }
}

package io.assay.protocol.schema;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.RosterEntry;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (draft 2020-12) of each event: types, names and what may be null from the record, ranges from its
 * constructor, texts from its Javadoc. A schema says of a single field what the record requires of it; what fields require
 * of each other is said in their texts. Unknown fields are allowed, as readers skip them.
 */
final class EventSchemas {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Sources SOURCES = Sources.under(Path.of("src/main/java/io/assay/protocol"));
    private static final String DEFINITIONS = "#/$defs/";

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private EventSchemas() {}

    /** By the event's name. */
    static Map<String, ObjectNode> all() {
        var all = new TreeMap<String, ObjectNode>();
        for (var type : Event.class.getPermittedSubclasses()) {
            all.put(type.getSimpleName(), of(type));
        }
        return all;
    }

    static ObjectNode of(Class<?> event) {
        return new EventSchemas().schema(event);
    }

    private ObjectNode schema(Class<?> event) {
        var schema = node().put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "urn:assay:event:" + Event.SCHEMA_VERSION + ":" + event.getSimpleName())
                .put("title", event.getSimpleName())
                .put("schemaVersion", Event.SCHEMA_VERSION);
        schema.setAll(record(event));
        var all = schema.putObject("$defs");
        definitions.forEach(all::set);
        return schema;
    }

    private ObjectNode record(Class<?> type) {
        var schema = node();
        put(schema, "description", SOURCES.text(type));
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        kind(type, properties, required);
        var limits = Limits.of(SOURCES, type);
        for (var component : type.getRecordComponents()) {
            var name = name(type, component);
            properties.set(name, property(type, component, limits.getOrDefault(name, node())));
            if (!nullable(component)) {
                required.add(name);
            }
        }
        return schema;
    }

    /** The member that tells a kind of a sealed type from the others. */
    private static void kind(Class<?> type, ObjectNode properties, ArrayNode required) {
        for (var parent : type.getInterfaces()) {
            var info = parent.getAnnotation(JsonTypeInfo.class);
            if (info != null) {
                var name = Arrays.stream(
                                parent.getAnnotation(JsonSubTypes.class).value())
                        .filter(each -> each.value() == type)
                        .findFirst()
                        .orElseThrow()
                        .name();
                var property = properties.putObject(info.property());
                put(property, "description", SOURCES.member(parent, info.property()));
                property.put("const", name);
                required.add(info.property());
            }
        }
    }

    private ObjectNode property(Class<?> type, RecordComponent component, ObjectNode limit) {
        var schema = node();
        put(schema, "description", description(type, component));
        schema.setAll(limited(component.getGenericType(), limit));
        if ("int32".equals(schema.path("format").stringValue("")) && !schema.has("enum")) {
            schema.putIfAbsent("minimum", schema.numberNode(Integer.MIN_VALUE));
            schema.putIfAbsent("maximum", schema.numberNode(Integer.MAX_VALUE));
        }
        return nullable(component) ? orNull(schema) : schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("type")) {
            schema.set(
                    "type",
                    schema.arrayNode().add(schema.get("type").stringValue()).add("null"));
            if (schema.get("enum") instanceof ArrayNode constants) {
                constants.addNull();
            }
            return schema;
        }
        var either = node();
        var value = node().set("$ref", schema.remove("$ref"));
        either.setAll(schema);
        either.putArray("anyOf").add(value).add(node().put("type", "null"));
        return either;
    }

    /** A check of each element of a list counts for the elements. */
    private ObjectNode limited(Type type, ObjectNode limit) {
        var schema = value(type);
        if (schema.get("items") instanceof ObjectNode items && !limit.has("minItems")) {
            limit.forEachEntry((keyword, value) -> (keyword.equals("maxItems") ? schema : items).set(keyword, value));
            return schema;
        }
        return schema.setAll(limit);
    }

    private ObjectNode value(Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class ->
                node().put("type", "array").set("items", value(list.getActualTypeArguments()[0]));
            case Class<?> raw when raw == int.class || raw == Integer.class -> typed("integer", "int32");
            case Class<?> raw when raw == long.class || raw == Long.class -> typed("integer", "int64");
            case Class<?> raw when raw == double.class || raw == Double.class -> typed("number", "double");
            case Class<?> raw when raw == boolean.class -> node().put("type", "boolean");
            case Class<?> raw when raw == String.class -> node().put("type", "string");
            case Class<?> raw when raw == Instant.class -> typed("string", "date-time");
            case Class<?> raw -> reference(raw);
            default ->
                throw new IllegalStateException("the schemas know no " + type + ": add it to EventSchemas.value");
        };
    }

    private ObjectNode reference(Class<?> type) {
        var owner = type.getEnclosingClass();
        var name = (owner == null ? "" : owner.getSimpleName() + ".") + type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, node());
            definitions.put(name, definition(type));
        }
        return node().put("$ref", DEFINITIONS + name);
    }

    private ObjectNode definition(Class<?> type) {
        if (type.isEnum()) {
            return constants(type);
        }
        return type.isSealed() ? kinds(type) : record(type);
    }

    private ObjectNode kinds(Class<?> type) {
        var schema = node();
        put(schema, "description", SOURCES.text(type));
        var kinds = schema.putArray("oneOf");
        for (var kind : type.getPermittedSubclasses()) {
            kinds.add(reference(kind));
        }
        return schema;
    }

    private static ObjectNode constants(Class<?> type) {
        var schema = node();
        put(schema, "description", SOURCES.text(type));
        schema.put("type", "string");
        var codes = schema.putArray("enum");
        var texts = node();
        for (var constant : type.getEnumConstants()) {
            var code = MAPPER.valueToTree(constant).stringValue();
            codes.add(code);
            put(texts, code, SOURCES.member(type, ((Enum<?>) constant).name()));
        }
        if (!texts.isEmpty()) {
            schema.set("constants", texts);
        }
        return schema;
    }

    /** As the record says, or what it implements; a uid and a hotkey are the same everywhere. */
    private static @Nullable String description(Class<?> type, RecordComponent component) {
        return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces()))
                .map(owner -> owner.isInterface()
                        ? SOURCES.member(owner, component.getName())
                        : SOURCES.component(owner, component.getName()))
                .filter(text -> text != null)
                .findFirst()
                .orElseGet(() -> SOURCES.component(RosterEntry.class, component.getName()));
    }

    private static String name(Class<?> type, RecordComponent component) {
        return type.isAnnotationPresent(JsonNaming.class)
                ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : component.getName();
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode typed(String type, String format) {
        return node().put("type", type).put("format", format);
    }

    private static void put(ObjectNode node, String name, @Nullable String text) {
        if (text != null) {
            node.put(name, text);
        }
    }

    private static ObjectNode node() {
        return MAPPER.createObjectNode();
    }
}

package io.assay.protocol.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * The canonical text of a record straight into a digest, without a tree in between: the same bytes as
 * {@link CanonicalJson} has of the record's tree, in a fraction of the time. Knows records, lists, enums, texts and numbers,
 * whose members are named as their components; what has a naming of its own goes by its tree.
 */
final class CanonicalRecord {
    /** Writes values of one class. */
    private interface Writer {
        void write(CanonicalDigest out, Object value);
    }

    /**
     * Writes one member of a record.
     *
     * @param prefix what stands before its value: a separator, its name in quotes, a colon
     */
    private record Member(byte[] prefix, Writer value) {}

    private final JsonMapper mapper;
    private final Class<?> type;

    private final ClassValue<Writer> writers = new ClassValue<>() {
        @Override
        protected Writer computeValue(Class<?> type) {
            return writerOf(type);
        }
    };

    private final Writer writer;

    private CanonicalRecord(Class<?> type, String without, JsonMapper mapper) {
        this.mapper = mapper;
        this.type = type;
        this.writer = record(type, without);
    }

    /**
     * Of a type of records.
     *
     * @param without a member of the record itself that is left out
     * @param mapper makes the trees of what is not written here
     */
    static CanonicalRecord of(Class<? extends Record> type, String without, JsonMapper mapper) {
        return new CanonicalRecord(type, without, mapper);
    }

    /** SHA-256 of the canonical text, 64 lower-case hexadecimal digits. */
    String sha256(Record record) {
        var out = new CanonicalDigest();
        writer.write(out, type.cast(record));
        return out.sha256();
    }

    private void write(CanonicalDigest out, Object value) {
        writers.get(value.getClass()).write(out, value);
    }

    private Writer writerOf(Class<?> type) {
        if (type == String.class) {
            return (out, value) -> out.quoted((String) value);
        }
        if (type == Double.class) {
            return (out, value) -> out.ascii(CanonicalJson.number((Double) value));
        }
        if (type == Long.class) {
            return (out, value) -> out.ascii(Long.toString(CanonicalJson.exact((Long) value)));
        }
        if (type == Integer.class || type == Boolean.class) {
            return (out, value) -> out.ascii(value.toString());
        }
        if (List.class.isAssignableFrom(type)) {
            return this::list;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return constant(type);
        }
        return type.isRecord() && !type.isAnnotationPresent(JsonNaming.class)
                ? record(type, "")
                : (out, value) -> out.json(CanonicalJson.text(mapper.valueToTree(value)));
    }

    private void list(CanonicalDigest out, Object value) {
        var list = (List<?>) value;
        out.put('[');
        for (var i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            write(out, list.get(i));
        }
        out.put(']');
    }

    private static Writer constant(Class<?> type) {
        var codes = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(each -> each, CanonicalRecord::code));
        return (out, value) -> out.quoted(Objects.requireNonNull(codes.get(value)));
    }

    private static String code(Object constant) {
        return Arrays.stream(constant.getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst()
                .map(method -> (String)
                        Objects.requireNonNull(Accessors.ofObject(method).apply(constant)))
                .orElseGet(((Enum<?>) constant)::name);
    }

    private Writer record(Class<?> type, String without) {
        var members = members(type, without);
        return (out, value) -> {
            for (var member : members) {
                out.bytes(member.prefix());
                member.value().write(out, value);
            }
            out.put('}');
        };
    }

    private Member[] members(Class<?> type, String without) {
        var accessors = new ArrayList<Method>();
        for (var component : type.getRecordComponents()) {
            accessors.add(component.getAccessor());
        }
        kind(type).ifPresent(accessors::add);
        accessors.removeIf(accessor -> accessor.getName().equals(without));
        accessors.sort(Comparator.comparing(Method::getName));
        var members = new Member[accessors.size()];
        for (var i = 0; i < members.length; i++) {
            var prefix = (i == 0 ? "{\"" : ",\"") + accessors.get(i).getName() + "\":";
            members[i] = new Member(prefix.getBytes(StandardCharsets.UTF_8), member(accessors.get(i)));
        }
        return members;
    }

    /** The member that tells one kind of a sealed type from the others. */
    private static Optional<Method> kind(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .filter(parent -> parent.isAnnotationPresent(JsonTypeInfo.class))
                .findFirst()
                .map(parent -> Accessors.method(
                        parent, parent.getAnnotation(JsonTypeInfo.class).property()));
    }

    private Writer member(Method accessor) {
        if (accessor.getReturnType() == double.class) {
            var get = Accessors.ofDouble(accessor);
            return (out, record) -> out.ascii(CanonicalJson.number(get.applyAsDouble(record)));
        }
        var get = Accessors.ofObject(accessor);
        var value = always(accessor.getReturnType());
        return (out, record) -> {
            var content = get.apply(record);
            if (content == null) {
                out.ascii("null");
            } else {
                value.write(out, content);
            }
        };
    }

    /** What writes all values of a type; of a type that has subtypes, the one of each value's own class. */
    private Writer always(Class<?> type) {
        return Modifier.isFinal(type.getModifiers())
                ? writers.get(MethodType.methodType(type).wrap().returnType())
                : this::write;
    }
}

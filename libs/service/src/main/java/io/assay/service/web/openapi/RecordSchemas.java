package io.assay.service.web.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of a record's components what the code says: each is there, and may be null only where it is marked so. The
 * library does not look at annotations of types.
 */
final class RecordSchemas implements ModelConverter {
    private static final String REFERENCE = "#/components/schemas/";

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var raw = Json31.mapper().constructType(type.getType()).getRawClass();
        var named = schema == null ? null : definition(schema, context);
        if (raw.isRecord() && named != null && named.getProperties() != null) {
            Arrays.stream(raw.getRecordComponents()).forEach(component -> describe(named, component));
        }
        var kinds = raw.getAnnotation(JsonSubTypes.class);
        if (kinds != null && named != null && named.getDiscriminator() != null) {
            Arrays.stream(kinds.value())
                    .forEach(kind -> named.getDiscriminator()
                            .mapping(kind.name(), REFERENCE + kind.value().getSimpleName()));
        }
        return schema;
    }

    private static @Nullable Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
        var ref = schema.get$ref();
        return ref == null ? schema : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static void describe(Schema<?> schema, RecordComponent component) {
        var name = name(component);
        var property = schema.getProperties().get(name);
        if (property != null) {
            if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
                schema.addRequiredItem(name);
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.getProperties().put(name, orNull(property));
            }
        }
    }

    private static String name(RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    /** A record is resolved as often as something refers to it: what may be null already stays as it is. */
    private static Schema<?> orNull(Schema<?> property) {
        var kinds = property.getAnyOf();
        if (kinds != null && kinds.stream().anyMatch(RecordSchemas::isNull)) {
            return property;
        }
        var types = property.getTypes();
        if (types == null) {
            return new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null"))));
        }
        var withNull = new LinkedHashSet<>(types);
        withNull.add("null");
        property.setTypes(withNull);
        return property;
    }

    private static boolean isNull(Schema<?> schema) {
        return Set.of("null").equals(schema.getTypes());
    }
}

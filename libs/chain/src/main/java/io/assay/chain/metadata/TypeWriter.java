package io.assay.chain.metadata;

import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.Field;
import io.assay.chain.type.PortableType;
import io.assay.chain.type.Primitive;
import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.TypeShape;
import io.assay.chain.type.VariantType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes what {@link TypeReader} reads. */
final class TypeWriter {
    private TypeWriter() {}

    static void registry(ScaleWriter out, TypeRegistry registry) {
        out.compact(registry.size());
        for (var id = 0; id < registry.size(); id++) {
            out.compact(id);
            type(out, registry.type(id));
        }
    }

    static void optionalId(ScaleWriter out, OptionalInt id) {
        out.bool(id.isPresent());
        id.ifPresent(out::compact);
    }

    static void texts(ScaleWriter out, List<String> texts) {
        out.vec(texts, ScaleWriter::text);
    }

    private static void type(ScaleWriter out, PortableType type) {
        texts(out, type.path());
        out.vec(type.parameters(), (to, parameter) -> optionalId(to.text(parameter.name()), parameter.type()));
        shape(out, type.shape());
        texts(out, type.docs());
    }

    private static void shape(ScaleWriter out, TypeShape shape) {
        switch (shape) {
            case TypeShape.Composite(var fields) -> out.u8(0).vec(fields, TypeWriter::field);
            case TypeShape.Variants(var variants) -> out.u8(1).vec(variants, TypeWriter::variant);
            case TypeShape.Sequence(var element) -> out.u8(2).compact(element);
            case TypeShape.Array(var length, var element) ->
                out.u8(3).u32(length).compact(element);
            case TypeShape.Tuple(var elements) -> out.u8(4).vec(elements, ScaleWriter::compact);
            case Primitive primitive -> out.u8(5).u8(primitive.code());
            case TypeShape.Compact(var inner) -> out.u8(6).compact(inner);
            case TypeShape.BitSequence(var store, var order) ->
                out.u8(7).compact(store).compact(order);
        }
    }

    private static void field(ScaleWriter out, Field field) {
        out.option(Optional.ofNullable(field.name()), ScaleWriter::text);
        out.compact(field.type());
        out.option(Optional.ofNullable(field.typeName()), ScaleWriter::text);
        texts(out, field.docs());
    }

    private static void variant(ScaleWriter out, VariantType variant) {
        out.text(variant.name()).vec(variant.fields(), TypeWriter::field).u8(variant.index());
        texts(out, variant.docs());
    }
}

package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.type.Field;
import io.assay.chain.type.PortableType;
import io.assay.chain.type.Primitive;
import io.assay.chain.type.TypeParameter;
import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.TypeShape;
import io.assay.chain.type.VariantType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the registry of types, scale-info's {@code PortableRegistry}. */
final class TypeReader {
    private static final int LEAST_TYPE = 6;
    private static final int LEAST_FIELD = 4;
    private static final int LEAST_VARIANT = 4;
    private static final int LEAST_PARAMETER = 2;

    private TypeReader() {}

    static TypeRegistry registry(ScaleReader in) {
        var offset = in.offset();
        var count = in.length(LEAST_TYPE);
        if (count > TypeRegistry.MAX_TYPES) {
            throw new MalformedScaleException(
                    offset, "at most " + TypeRegistry.MAX_TYPES + " types", Integer.toString(count));
        }
        var types = new ArrayList<PortableType>(count);
        for (var id = 0; id < count; id++) {
            requireId(in, id);
            types.add(type(in));
        }
        return new TypeRegistry(types);
    }

    static int id(ScaleReader in) {
        var offset = in.offset();
        var id = in.compactU32();
        if (id >= TypeRegistry.MAX_TYPES) {
            throw new MalformedScaleException(offset, "a type's id below " + TypeRegistry.MAX_TYPES, Long.toString(id));
        }
        return (int) id;
    }

    static OptionalInt optionalId(ScaleReader in) {
        return in.bool() ? OptionalInt.of(id(in)) : OptionalInt.empty();
    }

    static List<String> texts(ScaleReader in) {
        return in.vec(1, ScaleReader::text);
    }

    private static void requireId(ScaleReader in, int position) {
        var offset = in.offset();
        var id = id(in);
        if (id != position) {
            throw new MalformedScaleException(offset, "type " + position, "type " + id);
        }
    }

    private static PortableType type(ScaleReader in) {
        var path = in.vec(1, Names::read);
        var parameters =
                in.vec(LEAST_PARAMETER, parameter -> new TypeParameter(Names.read(parameter), optionalId(parameter)));
        var shape = shape(in);
        return new PortableType(path, parameters, shape, texts(in));
    }

    private static TypeShape shape(ScaleReader in) {
        var offset = in.offset();
        var kind = in.u8();
        return switch (kind) {
            case 0 -> new TypeShape.Composite(fields(in));
            case 1 -> new TypeShape.Variants(in.vec(LEAST_VARIANT, TypeReader::variant));
            case 2 -> new TypeShape.Sequence(id(in));
            case 3 -> array(in);
            case 4 -> new TypeShape.Tuple(in.vec(1, TypeReader::id));
            case 5 -> primitive(in);
            case 6 -> new TypeShape.Compact(id(in));
            case 7 -> new TypeShape.BitSequence(id(in), id(in));
            default -> throw new MalformedScaleException(offset, "a kind of type, 0 to 7", Integer.toString(kind));
        };
    }

    private static List<Field> fields(ScaleReader in) {
        return in.vec(LEAST_FIELD, TypeReader::field);
    }

    private static Field field(ScaleReader in) {
        var name = in.option(Names::read);
        var type = id(in);
        Optional<String> typeName = in.option(ScaleReader::text);
        return new Field(name.orElse(null), type, typeName.orElse(null), texts(in));
    }

    private static VariantType variant(ScaleReader in) {
        var name = Names.read(in);
        var fields = fields(in);
        var index = in.u8();
        return new VariantType(name, fields, index, texts(in));
    }

    private static TypeShape.Array array(ScaleReader in) {
        var offset = in.offset();
        var length = in.u32();
        if (length > Integer.MAX_VALUE) {
            throw new MalformedScaleException(offset, "an array shorter than 2^31", Long.toString(length));
        }
        return new TypeShape.Array((int) length, id(in));
    }

    private static Primitive primitive(ScaleReader in) {
        var offset = in.offset();
        var code = in.u8();
        return Arrays.stream(Primitive.values())
                .filter(primitive -> primitive.code() == code)
                .findFirst()
                .orElseThrow(
                        () -> new MalformedScaleException(offset, "a primitive type, 0 to 14", Integer.toString(code)));
    }
}

package io.assay.chain.type;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A registry put together type by type; the first one has the id 0. */
final class Types {
    private final List<PortableType> types = new ArrayList<>();

    int add(TypeShape shape) {
        return add("", shape);
    }

    int add(String name, TypeShape shape) {
        types.add(new PortableType(name.isEmpty() ? List.of() : List.of("test", name), List.of(), shape, List.of()));
        return types.size() - 1;
    }

    int wrapper(String name, int wrapped) {
        return add(name, new TypeShape.Composite(List.of(new Field(null, wrapped, null, List.of()))));
    }

    int struct(String name, Field... fields) {
        return add(name, new TypeShape.Composite(List.of(fields)));
    }

    int tuple(int... elements) {
        return add(new TypeShape.Tuple(IntStream.of(elements).boxed().toList()));
    }

    int option(int some) {
        return add(
                "Option",
                new TypeShape.Variants(
                        List.of(variant(0, "None"), variant(1, "Some", new Field(null, some, null, List.of())))));
    }

    static VariantType variant(int index, String name, Field... fields) {
        return new VariantType(name, List.of(fields), index, List.of());
    }

    static Field field(String name, int type) {
        return new Field(name, type, null, List.of());
    }

    TypeRegistry registry() {
        return new TypeRegistry(types);
    }

    TypeCodec codec() {
        return new TypeCodec(registry());
    }
}

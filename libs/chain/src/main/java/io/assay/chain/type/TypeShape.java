package io.assay.chain.type;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a type consists of. Numbers are ids in the {@link TypeRegistry}. */
public sealed interface TypeShape
        permits Primitive,
                TypeShape.Composite,
                TypeShape.Variants,
                TypeShape.Sequence,
                TypeShape.Array,
                TypeShape.Tuple,
                TypeShape.Compact,
                TypeShape.BitSequence {
    /** One field after another. */
    record Composite(List<Field> fields) implements TypeShape {
        public Composite {
            fields = List.copyOf(fields);
        }
    }

    /** A byte that says which variant it is, and the fields of that one. */
    record Variants(List<VariantType> variants) implements TypeShape {
        public Variants {
            variants = List.copyOf(variants);
        }

        /** The variant with an index. */
        public Optional<VariantType> byIndex(int index) {
            return variants.stream().filter(v -> v.index() == index).findFirst();
        }

        /** The variant with a name. */
        public Optional<VariantType> byName(String name) {
            return variants.stream().filter(v -> v.name().equals(name)).findFirst();
        }
    }

    /** A compact length and so many elements. */
    record Sequence(int element) implements TypeShape {}

    /**
     * Elements without a length before them.
     *
     * @param length elements, at least 0
     */
    record Array(int length, int element) implements TypeShape {
        public Array {
            if (length < 0) {
                throw new IllegalArgumentException("an array has length " + length + ", allowed: 0 and more");
            }
        }
    }

    /** Fields without names. */
    record Tuple(List<Integer> elements) implements TypeShape {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** A number without sign in compact form. */
    record Compact(int inner) implements TypeShape {}

    /**
     * A compact number of bits and so many bits in whole stores.
     *
     * @param store a number without sign of 8 to 64 bits
     * @param order a type named {@code Lsb0} or {@code Msb0}
     */
    record BitSequence(int store, int order) implements TypeShape {}

    /** The types that this one refers to. */
    default IntStream references() {
        return switch (this) {
            case Composite c -> types(c.fields.stream());
            case Variants v -> types(v.variants.stream().flatMap(variant -> variant.fields().stream()));
            case Sequence s -> IntStream.of(s.element);
            case Array a -> IntStream.of(a.element);
            case Tuple t -> t.elements.stream().mapToInt(Integer::intValue);
            case Compact c -> IntStream.of(c.inner);
            case BitSequence b -> IntStream.of(b.store, b.order);
            case Primitive p -> IntStream.empty();
        };
    }

    private static IntStream types(Stream<Field> fields) {
        return fields.mapToInt(Field::type);
    }
}

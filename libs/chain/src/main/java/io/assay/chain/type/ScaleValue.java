package io.assay.chain.type;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * A value of any type of a runtime. Immutable, equal by content. There is one form for each type: a wrapper has the
 * form of what it wraps ({@link TypeRegistry}), bytes are {@link Bytes} and never a sequence of numbers.
 */
public sealed interface ScaleValue {
    /** An integer of any width, compact or not. */
    record Int(BigInteger value) implements ScaleValue {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements ScaleValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A text, or a single character. */
    record Text(String value) implements ScaleValue {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /**
     * A vector or an array of bytes.
     *
     * @param value copied on the way in and out
     */
    record Bytes(byte[] value) implements ScaleValue {
        private static final int SHOWN = 32;

        public Bytes {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(var that) && Arrays.equals(value, that);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        /** Hashes and accounts in full; of what is longer, which may be a bucket's keys, the length alone. */
        @Override
        public String toString() {
            return value.length > SHOWN
                    ? value.length + " bytes"
                    : "0x" + HexFormat.of().formatHex(value);
        }
    }

    /** The elements of a vector, an array or a tuple. */
    record Sequence(List<ScaleValue> items) implements ScaleValue {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.toString();
        }
    }

    /**
     * Fields in their order.
     *
     * @param fields a field without a name has its position for one: {@code "0"}, {@code "1"}
     */
    record Composite(SequencedMap<String, ScaleValue> fields) implements ScaleValue {
        /** Without any fields. */
        public static final Composite EMPTY = new Composite(new LinkedHashMap<>());

        public Composite {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String toString() {
            return fields.toString();
        }
    }

    /** One case of an enum. */
    record Variant(String name, Composite content) implements ScaleValue {
        /**
         * The one value in it.
         *
         * @throws UnexpectedValueException if it has none or several
         */
        public ScaleValue only() {
            if (content.fields().size() != 1) {
                throw new UnexpectedValueException("expected one value in " + name + ", found "
                        + content.fields().size());
            }
            return content.fields().firstEntry().getValue();
        }

        @Override
        public String toString() {
            return content.fields().isEmpty() ? name : name + content;
        }
    }

    /** The bits of a bit sequence. */
    record Bits(List<Boolean> bits) implements ScaleValue {
        public Bits {
            bits = List.copyOf(bits);
        }
    }

    /** A number. */
    static Int of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    /** A number. */
    static Int of(BigInteger value) {
        return new Int(value);
    }

    /** A truth value. */
    static Bool of(boolean value) {
        return new Bool(value);
    }

    /** A text. */
    static Text of(String value) {
        return new Text(value);
    }

    /** Bytes. */
    static Bytes of(byte[] value) {
        return new Bytes(value);
    }

    /** A sequence of any values. */
    static Sequence sequence(ScaleValue... items) {
        return new Sequence(List.of(items));
    }

    /** A sequence of numbers. */
    static Sequence numbers(int... values) {
        return new Sequence(
                IntStream.of(values).<ScaleValue>mapToObj(ScaleValue::of).toList());
    }

    /** Fields by name; for encoding their order is of no matter. */
    static Composite composite(Map<String, ? extends ScaleValue> fields) {
        return new Composite(new LinkedHashMap<>(fields));
    }

    /** A case without content. */
    static Variant variant(String name) {
        return new Variant(name, Composite.EMPTY);
    }

    /** A case with one value that has no name. */
    static Variant variant(String name, ScaleValue only) {
        return new Variant(name, composite(Map.of("0", only)));
    }

    /** A case with named content. */
    static Variant variant(String name, Map<String, ? extends ScaleValue> fields) {
        return new Variant(name, composite(fields));
    }

    /** The option that is nothing. */
    static Variant none() {
        return variant("None");
    }

    /** The option that is something. */
    static Variant some(ScaleValue value) {
        return variant("Some", value);
    }

    /**
     * The value of a number.
     *
     * @throws UnexpectedValueException if it is none
     */
    default BigInteger asNumber() {
        return as(Int.class).value;
    }

    /**
     * The value of a number.
     *
     * @throws UnexpectedValueException if it is none, or outside of a signed long
     */
    default long asLong() {
        var number = asNumber();
        if (number.bitLength() > 63) {
            throw new UnexpectedValueException("expected a number of 63 bits, found " + number);
        }
        return number.longValue();
    }

    /**
     * The value of a number.
     *
     * @throws UnexpectedValueException if it is none, or outside of a signed int
     */
    default int asInt() {
        var number = asNumber();
        if (number.bitLength() > 31) {
            throw new UnexpectedValueException("expected a number of 31 bits, found " + number);
        }
        return number.intValue();
    }

    /**
     * A truth value.
     *
     * @throws UnexpectedValueException if it is none
     */
    default boolean asBool() {
        return as(Bool.class).value;
    }

    /**
     * A text.
     *
     * @throws UnexpectedValueException if it is none
     */
    default String asText() {
        return as(Text.class).value;
    }

    /**
     * The bytes.
     *
     * @throws UnexpectedValueException if there are none
     */
    default byte[] asBytes() {
        return as(Bytes.class).value();
    }

    /**
     * The elements of a sequence.
     *
     * @throws UnexpectedValueException if it is none
     */
    default List<ScaleValue> items() {
        return as(Sequence.class).items;
    }

    /**
     * The case of an enum.
     *
     * @throws UnexpectedValueException if it is none
     */
    default Variant asVariant() {
        return as(Variant.class);
    }

    /**
     * What an option holds.
     *
     * @throws UnexpectedValueException if it is no option
     */
    default Optional<ScaleValue> asOption() {
        var variant = asVariant();
        return switch (variant.name) {
            case "None" -> Optional.empty();
            case "Some" -> Optional.of(variant.only());
            default -> throw new UnexpectedValueException("expected an option, found variant " + variant.name);
        };
    }

    /**
     * A field of a composite, or of a variant's content.
     *
     * @throws UnexpectedValueException if there are no fields or none of this name
     */
    default ScaleValue field(String name) {
        var composite = this instanceof Variant(var ignored, var content) ? content : as(Composite.class);
        var value = composite.fields.get(name);
        if (value == null) {
            throw new UnexpectedValueException("expected a field " + name + ", found " + composite.fields.keySet());
        }
        return value;
    }

    private <T extends ScaleValue> T as(Class<T> form) {
        if (!form.isInstance(this)) {
            throw new UnexpectedValueException(
                    "expected " + form.getSimpleName() + ", found " + getClass().getSimpleName());
        }
        return form.cast(this);
    }
}

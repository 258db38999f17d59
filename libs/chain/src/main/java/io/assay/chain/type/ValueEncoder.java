package io.assay.chain.type;

import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.TypeShape.Array;
import io.assay.chain.type.TypeShape.BitSequence;
import io.assay.chain.type.TypeShape.Compact;
import io.assay.chain.type.TypeShape.Composite;
import io.assay.chain.type.TypeShape.Sequence;
import io.assay.chain.type.TypeShape.Tuple;
import io.assay.chain.type.TypeShape.Variants;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Encodes one value, and knows where in it it is. */
final class ValueEncoder {
    private final TypeRegistry types;
    private final ScaleWriter out;
    private final Deque<String> place = new ArrayDeque<>();
    private int depth;

    ValueEncoder(TypeRegistry types, ScaleWriter out) {
        this.types = types;
        this.out = out;
    }

    void encode(String what, List<Field> fields, ScaleValue.Composite values) {
        place.addLast(what);
        fields(fields, values);
        place.removeLast();
    }

    void encode(int type, ScaleValue value) {
        if (++depth > TypeCodec.MAX_DEPTH) {
            throw unfit("is nested deeper than " + TypeCodec.MAX_DEPTH);
        }
        switch (types.core(type)) {
            case Primitive primitive -> primitive(primitive, value);
            case Composite(var fields) -> fields(fields, form(ScaleValue.Composite.class, type, value));
            case Variants variants -> variant(variants, type, form(ScaleValue.Variant.class, type, value));
            case Sequence sequence -> sequence(sequence, type, value);
            case Array array -> array(array, type, value);
            case Tuple(var elements) -> items(elements.size(), elements::get, type, value);
            case Compact(var inner) -> compact(inner, value);
            case BitSequence bits ->
                new BitStore(types, bits)
                        .write(form(ScaleValue.Bits.class, type, value).bits(), out);
        }
        depth--;
    }

    private void primitive(Primitive primitive, ScaleValue value) {
        switch (primitive) {
            case BOOL -> out.bool(form(ScaleValue.Bool.class, primitive, value).value());
            case CHAR ->
                out.u32(character(form(ScaleValue.Text.class, primitive, value).value()));
            case STR -> {
                var text = form(ScaleValue.Text.class, primitive, value).value();
                fitting(() -> out.text(text));
            }
            case U8, U16, U32, U64, U128, U256 -> {
                var number = form(ScaleValue.Int.class, primitive, value).value();
                fitting(() -> out.unsigned(number, primitive.width()));
            }
            case I8, I16, I32, I64, I128, I256 -> {
                var number = form(ScaleValue.Int.class, primitive, value).value();
                fitting(() -> out.signed(number, primitive.width()));
            }
        }
    }

    private int character(String text) {
        if (text.codePointCount(0, text.length()) != 1
                || Character.getType(text.codePointAt(0)) == Character.SURROGATE) {
            throw unfit("is no single character");
        }
        return text.codePointAt(0);
    }

    private void fields(List<Field> fields, ScaleValue.Composite values) {
        var keys = Field.keys(fields);
        requireSameNames(keys, values);
        for (var i = 0; i < keys.size(); i++) {
            place.addLast(keys.get(i));
            encode(fields.get(i).type(), values.field(keys.get(i)));
            place.removeLast();
        }
    }

    private void requireSameNames(List<String> keys, ScaleValue.Composite values) {
        var given = values.fields().keySet();
        if (given.size() != keys.size() || !given.containsAll(keys)) {
            throw unfit("has the fields " + given + ", expected " + keys);
        }
    }

    private void variant(Variants variants, int type, ScaleValue.Variant value) {
        var variant = variants.byName(value.name()).orElse(null);
        if (variant == null) {
            throw unfit("is variant '" + value.name() + "', which " + types.describe(type) + " does not have");
        }
        out.u8(variant.index());
        encode(variant.name(), variant.fields(), value.content());
    }

    private void sequence(Sequence shape, int type, ScaleValue value) {
        if (types.isByte(shape.element())) {
            out.bytes(form(ScaleValue.Bytes.class, type, value).value());
        } else {
            var size = form(ScaleValue.Sequence.class, type, value).items().size();
            out.compact(size);
            items(size, i -> shape.element(), type, value);
        }
    }

    private void array(Array shape, int type, ScaleValue value) {
        if (types.isByte(shape.element())) {
            var bytes = form(ScaleValue.Bytes.class, type, value).value();
            requireSize(shape.length(), bytes.length, type);
            out.fixed(bytes);
        } else {
            items(shape.length(), i -> shape.element(), type, value);
        }
    }

    private void items(int size, IntUnaryOperator elementType, int type, ScaleValue value) {
        var items = form(ScaleValue.Sequence.class, type, value).items();
        requireSize(size, items.size(), type);
        for (var i = 0; i < size; i++) {
            place.addLast("[" + i + "]");
            encode(elementType.applyAsInt(i), items.get(i));
            place.removeLast();
        }
    }

    private void compact(int inner, ScaleValue value) {
        var number = types.compactNumber(inner).orElse(null);
        if (number == null) {
            encode(inner, value);
            return;
        }
        var compact = form(ScaleValue.Int.class, number, value).value();
        if (compact.signum() < 0 || compact.bitLength() > 8 * number.width()) {
            throw unfit("is " + compact + " and does not fit " + number.rustName());
        }
        out.compact(compact);
    }

    private void requireSize(int expected, int found, int type) {
        if (expected != found) {
            throw unfit("has " + found + " elements, expected " + expected + " of " + types.describe(type));
        }
    }

    private void fitting(Runnable write) {
        try {
            write.run();
        } catch (IllegalArgumentException e) {
            throw unfit("is out of range: " + e.getMessage());
        }
    }

    private <T extends ScaleValue> T form(Class<T> form, Primitive type, ScaleValue value) {
        return form(form, type::rustName, value);
    }

    private <T extends ScaleValue> T form(Class<T> form, int type, ScaleValue value) {
        return form(form, () -> types.describe(type), value);
    }

    private <T extends ScaleValue> T form(Class<T> form, Supplier<String> type, ScaleValue value) {
        if (!form.isInstance(value)) {
            throw unfit("is a " + value.getClass().getSimpleName() + ", expected a " + form.getSimpleName() + " for "
                    + type.get());
        }
        return form.cast(value);
    }

    private UnexpectedValueException unfit(String fault) {
        var where = String.join(".", place).replace(".[", "[");
        return new UnexpectedValueException((where.isEmpty() ? "the value" : where) + " " + fault);
    }
}

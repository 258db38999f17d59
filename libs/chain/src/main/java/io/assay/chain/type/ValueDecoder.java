package io.assay.chain.type;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.type.TypeShape.Array;
import io.assay.chain.type.TypeShape.BitSequence;
import io.assay.chain.type.TypeShape.Compact;
import io.assay.chain.type.TypeShape.Composite;
import io.assay.chain.type.TypeShape.Sequence;
import io.assay.chain.type.TypeShape.Tuple;
import io.assay.chain.type.TypeShape.Variants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Decodes one value. */
final class ValueDecoder {
    private final TypeRegistry types;
    private final ScaleReader in;
    private long partsLeft;
    private int depth;

    ValueDecoder(TypeRegistry types, ScaleReader in) {
        this.types = types;
        this.in = in;
        this.partsLeft =
                Math.min(TypeCodec.MAX_PARTS, TypeCodec.FREE_PARTS + (long) TypeCodec.PARTS_PER_BYTE * in.remaining());
    }

    ScaleValue decode(int type) {
        var shape = types.core(type);
        if (++depth > TypeCodec.MAX_DEPTH) {
            throw in.malformed("types nested to a depth of " + TypeCodec.MAX_DEPTH, "deeper ones");
        }
        requireParts(1);
        partsLeft--;
        var value = decode(shape);
        depth--;
        return value;
    }

    ScaleValue.Composite composite(List<Field> fields) {
        if (fields.isEmpty()) {
            return ScaleValue.Composite.EMPTY;
        }
        // Not as large as the fields are many: nested, those could be more than the memory holds.
        var values = new LinkedHashMap<String, ScaleValue>();
        for (var i = 0; i < fields.size(); i++) {
            values.put(fields.get(i).key(i), decode(fields.get(i).type()));
        }
        return new ScaleValue.Composite(values);
    }

    private ScaleValue decode(TypeShape shape) {
        return switch (shape) {
            case Primitive primitive -> primitive(primitive);
            case Composite(var fields) -> composite(fields);
            case Variants variants -> variant(variants);
            case Sequence(var element) -> elements(in.compactU32(), element);
            case Array(var length, var element) -> elements(length, element);
            case Tuple(var elements) ->
                new ScaleValue.Sequence(elements.stream().map(this::decode).toList());
            case Compact(var inner) -> compact(inner);
            case BitSequence bits -> new BitStore(types, bits).read(in);
        };
    }

    private ScaleValue primitive(Primitive primitive) {
        return switch (primitive) {
            case BOOL -> ScaleValue.of(in.bool());
            case CHAR -> character();
            case STR -> ScaleValue.of(in.text());
            case U8, U16, U32, U64, U128, U256 -> ScaleValue.of(in.unsigned(primitive.width()));
            case I8, I16, I32, I64, I128, I256 -> ScaleValue.of(in.signed(primitive.width()));
        };
    }

    private ScaleValue character() {
        var offset = in.offset();
        var point = in.u32();
        if (point > Character.MAX_CODE_POINT || Character.getType((int) point) == Character.SURROGATE) {
            throw new MalformedScaleException(offset, "a character", "code point " + point);
        }
        return ScaleValue.of(Character.toString((int) point));
    }

    private ScaleValue variant(Variants variants) {
        var offset = in.offset();
        var index = in.u8();
        var variant = variants.byIndex(index).orElse(null);
        if (variant == null) {
            throw new MalformedScaleException(
                    offset, "the index of one of " + variants.variants().size() + " variants", Integer.toString(index));
        }
        return new ScaleValue.Variant(variant.name(), composite(variant.fields()));
    }

    private ScaleValue elements(long count, int element) {
        if (types.isByte(element)) {
            return ScaleValue.of(in.fixed((int) Math.min(count, Integer.MAX_VALUE)));
        }
        requireParts(count);
        var items = new ArrayList<ScaleValue>();
        for (var i = 0L; i < count; i++) {
            items.add(decode(element));
        }
        return new ScaleValue.Sequence(items);
    }

    private ScaleValue compact(int inner) {
        var number = types.compactNumber(inner).orElse(null);
        if (number == null) {
            return decode(inner);
        }
        var offset = in.offset();
        var value = in.compact();
        if (value.bitLength() > 8 * number.width()) {
            throw new MalformedScaleException(offset, "a compact " + number.rustName(), value.bitLength() + " bits");
        }
        return ScaleValue.of(value);
    }

    private void requireParts(long parts) {
        if (parts > partsLeft) {
            throw in.malformed("at most " + partsLeft + " more parts in so few bytes", Long.toString(parts));
        }
    }
}

package io.assay.chain.type;

import static io.assay.chain.type.Types.field;
import static io.assay.chain.type.Types.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeCodecTest {
    private final Types types = new Types();
    private final int u8 = types.add(Primitive.U8);
    private final int u16 = types.add(Primitive.U16);
    private final int text = types.add(Primitive.STR);
    private final int unit = types.tuple();

    @Test
    void bytesAreBytesAndNotNumbers() {
        var vec = types.add(new TypeShape.Sequence(u8));
        var account = types.wrapper("AccountId", types.add(new TypeShape.Array(2, u8)));

        assertBothWays(vec, "0cab01ff", ScaleValue.of(new byte[] {(byte) 0xab, 1, -1}));
        assertBothWays(account, "0102", ScaleValue.of(new byte[] {1, 2}));
    }

    @Test
    void aWrapperIsWhatItWraps() {
        var netUid = types.wrapper("NetUid", u16);
        var bounded = types.wrapper("BoundedVec", types.add(new TypeShape.Sequence(netUid)));

        assertBothWays(netUid, "0300", ScaleValue.of(3));
        assertBothWays(bounded, "0803000400", ScaleValue.numbers(3, 4));
    }

    @Test
    void structsHaveNamedFields() {
        var struct = types.struct("Raw", field("netuid", u16), field("name", text));
        var tupleStruct =
                types.struct("Pair", new Field(null, u16, null, List.of()), new Field(null, text, null, List.of()));

        assertBothWays(
                struct,
                "03000474",
                ScaleValue.composite(Map.of("netuid", ScaleValue.of(3), "name", ScaleValue.of("t"))));
        assertBothWays(
                tupleStruct, "03000474", ScaleValue.composite(Map.of("0", ScaleValue.of(3), "1", ScaleValue.of("t"))));
    }

    @Test
    void variantsHaveAnIndexAndContent() {
        var choice = types.add(
                "Choice", new TypeShape.Variants(List.of(variant(5, "Empty"), variant(9, "Full", field("uid", u16)))));
        var option = types.option(types.add(Primitive.BOOL));

        assertBothWays(choice, "05", ScaleValue.variant("Empty"));
        assertBothWays(choice, "090100", ScaleValue.variant("Full", Map.of("uid", ScaleValue.of(1))));
        assertBothWays(option, "00", ScaleValue.none());
        assertBothWays(option, "0101", ScaleValue.some(ScaleValue.of(true)));
    }

    @Test
    void tuplesArraysAndUnits() {
        assertBothWays(types.tuple(u16, text), "03000474", ScaleValue.sequence(ScaleValue.of(3), ScaleValue.of("t")));
        assertBothWays(types.add(new TypeShape.Array(2, u16)), "01000200", ScaleValue.numbers(1, 2));
        assertBothWays(unit, "", ScaleValue.sequence());
        assertBothWays(types.struct("Marker"), "", ScaleValue.Composite.EMPTY);
        assertBothWays(
                types.add(new TypeShape.Sequence(unit)),
                "0c",
                ScaleValue.sequence(ScaleValue.sequence(), ScaleValue.sequence(), ScaleValue.sequence()));
    }

    @Test
    void compactNumbersOfWrappersAndOfNothing() {
        var u128 = types.add(Primitive.U128);
        var named = types.struct("Weight", field("ref_time", u128));
        var max = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

        assertBothWays(types.add(new TypeShape.Compact(types.wrapper("NetUid", u16))), "1501", ScaleValue.of(69));
        assertBothWays(types.add(new TypeShape.Compact(named)), "33" + "ff".repeat(16), ScaleValue.of(max));
        assertBothWays(types.add(new TypeShape.Compact(unit)), "", ScaleValue.sequence());
    }

    @Test
    void aCompactNumberKeepsToItsType() {
        var compact = types.add(new TypeShape.Compact(u16));

        assertBothWays(compact, "feff0300", ScaleValue.of(65535));
        assertMalformed(compact, "02000400", "at offset 0: expected a compact u16, found 17 bits");
        assertUnfit(compact, ScaleValue.of(65536), "the value is 65536 and does not fit u16");
    }

    @Test
    void bitsLieInTheirStores() {
        var lowest = types.struct("Lsb0");
        var highest = types.struct("Msb0");
        var bits = new ScaleValue.Bits(List.of(true, false, false, true, false, false, false, false, true));

        assertBothWays(types.add(new TypeShape.BitSequence(u8, lowest)), "240901", bits);
        assertBothWays(types.add(new TypeShape.BitSequence(u8, highest)), "249080", bits);
        assertBothWays(types.add(new TypeShape.BitSequence(u16, lowest)), "240901", bits);
        assertBothWays(types.add(new TypeShape.BitSequence(u16, highest)), "248090", bits);
        assertMalformed(
                types.add(new TypeShape.BitSequence(u8, lowest)),
                "0409",
                "at offset 0: expected 1 bits, found another one set behind them");
    }

    @Test
    void charactersAreScalarValues() {
        var character = types.add(Primitive.CHAR);

        assertBothWays(character, "c4030000", ScaleValue.of("τ"));
        assertBothWays(character, "00f60100", ScaleValue.of("\ud83d\ude00"));
        assertMalformed(character, "00d80000", "at offset 0: expected a character, found code point 55296");
        assertMalformed(character, "00001100", "at offset 0: expected a character, found code point 1114112");
        assertUnfit(character, ScaleValue.of("ab"), "the value is no single character");
        assertUnfit(character, ScaleValue.of("\ud800"), "the value is no single character");
    }

    @Test
    void signedNumbers() {
        assertBothWays(types.add(Primitive.I16), "feff", ScaleValue.of(-2));
        assertUnfit(types.add(Primitive.I8), ScaleValue.of(128), "the value is out of range: 128 does not fit i8");
    }

    @Test
    void anUnknownVariantIsNamed() {
        var choice = types.add("Choice", new TypeShape.Variants(List.of(variant(5, "Empty"))));

        assertMalformed(choice, "06", "at offset 0: expected the index of one of 1 variants, found 6");
        assertUnfit(choice, ScaleValue.variant("Full"), "the value is variant 'Full', which Choice does not have");
    }

    @Test
    void whatDoesNotFitIsNamedWithItsPlace() {
        var weights = types.add(new TypeShape.Sequence(types.tuple(u16, u16)));
        var struct = types.struct("Call", field("weights", weights), field("name", text));
        var value = ScaleValue.composite(Map.of(
                "weights",
                ScaleValue.sequence(ScaleValue.numbers(1, 2), ScaleValue.numbers(3, 70000)),
                "name",
                ScaleValue.of("t")));

        assertUnfit(struct, value, "weights[1][1] is out of range: 70000 does not fit u16");
        assertUnfit(
                struct,
                ScaleValue.composite(Map.of("weights", ScaleValue.sequence())),
                "the value has the fields [weights], expected [weights, name]");
        assertUnfit(struct, ScaleValue.of(1), "the value is a Int, expected a Composite for Call");
        assertUnfit(
                weights, ScaleValue.of(new byte[2]), "the value is a Bytes, expected a Sequence for Vec<(u16, u16)>");
        assertUnfit(
                weights, ScaleValue.sequence(ScaleValue.numbers(1)), "[0] has 1 elements, expected 2 of (u16, u16)");
    }

    @Test
    void bytesAfterTheValueAreRefused() {
        assertMalformed(u16, "010203", "at offset 2: expected the end, found 1 more bytes");
    }

    @Test
    void aTypeWithinItselfIsReadToALimitedDepth() {
        var self = types.registry().size();
        types.struct("Endless", field("again", self));
        var list = types.registry().size();
        types.add(new TypeShape.Sequence(list));

        assertMalformed(self, "", "at offset 0: expected types nested to a depth of 128, found deeper ones");
        assertBothWays(list, "0400", ScaleValue.sequence(ScaleValue.sequence()));
        assertMalformed(
                list, "04".repeat(5000), "at offset 128: expected types nested to a depth of 128, found deeper ones");
    }

    @Test
    void manyValuesBesideOneAnotherAreNotDeep() {
        var pairs = types.add(new TypeShape.Sequence(types.tuple(u16, u16)));
        var value = new ScaleValue.Sequence(Collections.nCopies(300, ScaleValue.numbers(1, 2)));

        assertBothWays(pairs, "b104" + "01000200".repeat(300), value);
    }

    @Test
    void anArrayHasItsLength() {
        var array = types.add(new TypeShape.Array(2, u8));

        assertUnfit(array, ScaleValue.of(new byte[3]), "the value has 3 elements, expected 2 of [u8; 2]");
    }

    @Test
    void aValueIsWrittenToALimitedDepth() {
        var list = types.registry().size();
        types.add(new TypeShape.Sequence(list));
        var value = ScaleValue.sequence();
        for (var i = 0; i < 5000; i++) {
            value = ScaleValue.sequence(value);
        }
        var deep = value;

        assertThatThrownBy(() -> types.codec().encode(list, deep))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessageEndingWith("is nested deeper than 128");
    }

    /** Forty tuples, each of twice the one before, are 2^40 values of no bytes. */
    @Test
    void typesWithoutBytesDoNotFillTheMemory() {
        var doubled = unit;
        for (var i = 0; i < 40; i++) {
            doubled = types.tuple(doubled, doubled);
        }
        var units = types.add(new TypeShape.Sequence(unit));
        var array = types.add(new TypeShape.Array(Integer.MAX_VALUE, unit));

        assertMalformed(doubled, "", "at offset 0: expected at most 0 more parts in so few bytes, found 1");
        assertMalformed(
                units, "feffffff", "at offset 4: expected at most 4159 more parts in so few bytes, found 1073741823");
        assertMalformed(array, "", "at offset 0: expected at most 4095 more parts in so few bytes, found 2147483647");
    }

    @Test
    void aValueHasALimitedNumberOfParts() {
        var bits = types.add(new TypeShape.Sequence(types.add(Primitive.BOOL)));
        var bytes = new ScaleWriter().compact(TypeCodec.MAX_PARTS).fixed(new byte[TypeCodec.MAX_PARTS]);

        assertThatThrownBy(() -> types.codec().decode(bits, bytes.toBytes()))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessage("at offset 4: expected at most 2097151 more parts in so few bytes, found 2097152");
    }

    @Test
    void aClaimedLengthAllocatesNothing() {
        var bytes = types.add(new TypeShape.Sequence(u8));
        var array = types.add(new TypeShape.Array(Integer.MAX_VALUE, u8));
        var order = types.struct("Lsb0");
        var bits = types.add(new TypeShape.BitSequence(u8, order));

        assertMalformed(bytes, "03ffffffff", "at offset 5: expected 2147483647 bytes, found the end");
        assertMalformed(array, "00", "at offset 0: expected 2147483647 bytes, found only 1 bytes left");
        assertMalformed(bits, "03ffffffff", "at offset 5: expected 536870912 bytes, found the end");
    }

    private void assertBothWays(int type, String hex, ScaleValue value) {
        var codec = types.codec();
        assertThat(HexFormat.of().formatHex(codec.encode(type, value))).isEqualTo(hex);
        assertThat(codec.decode(type, HexFormat.of().parseHex(hex))).isEqualTo(value);
    }

    private void assertMalformed(int type, String hex, String message) {
        assertThatThrownBy(() -> types.codec().decode(type, HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessage(message);
    }

    private void assertUnfit(int type, ScaleValue value, String message) {
        assertThatThrownBy(() -> types.codec().encode(type, value))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage(message);
    }
}

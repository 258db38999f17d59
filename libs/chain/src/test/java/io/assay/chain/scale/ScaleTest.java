package io.assay.chain.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    /** The examples of Substrate's own documentation, and both ends of each form. */
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 04",
        "42, a8",
        "63, fc",
        "64, 0101",
        "69, 1501",
        "16383, fdff",
        "16384, 02000100",
        "65535, feff0300",
        "1073741823, feffffff",
        "1073741824, 0300000040",
        "4294967295, 03ffffffff",
        "4294967296, 070000000001",
        "100000000000000, 0b00407a10f35a",
        "18446744073709551615, 13ffffffffffffffff"
    })
    void compactNumbersHaveOneForm(BigInteger value, String hex) {
        assertThat(hex(new ScaleWriter().compact(value))).isEqualTo(hex);
        assertThat(reader(hex).compact()).isEqualTo(value);
    }

    @Test
    void compactNumbersReachTo536Bits() {
        var largest = BigInteger.TWO.pow(536).subtract(BigInteger.ONE);

        assertThat(hex(new ScaleWriter().compact(largest))).isEqualTo("ff" + "ff".repeat(67));
        assertThat(reader("ff" + "ff".repeat(67)).compact()).isEqualTo(largest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScaleWriter().compact(largest.add(BigInteger.ONE)))
                .withMessageEndingWith("does not fit a compact number");
        assertThatIllegalArgumentException().isThrownBy(() -> new ScaleWriter().compact(-1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100",
                "fd00",
                "02000000",
                "feff0000",
                "0300000000",
                "03ffffff3f",
                "070000000000",
                "07ffffffff00"
            })
    void aLongerFormThanNeededIsRefused(String hex) {
        assertThatThrownBy(() -> reader(hex).compact())
                .isInstanceOf(MalformedScaleException.class)
                .hasMessageStartingWith("at offset 0: expected a compact number");
    }

    @Test
    void compactNumbersOf32BitsAreBounded() {
        assertThat(reader("03ffffffff").compactU32()).isEqualTo(4294967295L);
        assertFault(
                reader("070000000001"),
                ScaleReader::compactU32,
                "at offset 0: expected a compact number of 32 bits, found 33 bits");
    }

    @Test
    void numbersAreLittleEndian() {
        var writer = new ScaleWriter()
                .u8(255)
                .u16(0x0102)
                .u32(4294967295L)
                .u64(-1)
                .i32(-2)
                .i64(-3);

        assertThat(hex(writer))
                .isEqualTo("ff" + "0201" + "ffffffff" + "ff".repeat(8) + "feffffff" + "fd" + "ff".repeat(7));
        var reader = new ScaleReader(writer.toBytes());
        assertThat(reader.u8()).isEqualTo(255);
        assertThat(reader.u16()).isEqualTo(0x0102);
        assertThat(reader.u32()).isEqualTo(4294967295L);
        assertThat(reader.u64()).isEqualTo(-1);
        assertThat(reader.i32()).isEqualTo(-2);
        assertThat(reader.i64()).isEqualTo(-3);
        reader.end();
    }

    @Test
    void wideNumbersKeepTheirSign() {
        var writer = new ScaleWriter().unsigned(BigInteger.valueOf(258), 16).signed(BigInteger.valueOf(-258), 32);

        assertThat(hex(writer)).isEqualTo("0201" + "00".repeat(14) + "fefe" + "ff".repeat(30));
        var reader = new ScaleReader(writer.toBytes());
        assertThat(reader.unsigned(16)).isEqualTo(258);
        assertThat(reader.signed(32)).isEqualTo(-258);
    }

    @Test
    void numbersOutOfRangeAreNotWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScaleWriter().u8(256))
                .withMessage("256 does not fit u8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScaleWriter().u16(-1))
                .withMessage("-1 does not fit u16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScaleWriter().signed(BigInteger.valueOf(128), 1))
                .withMessage("128 does not fit i8");
    }

    @Test
    void vectorsOptionsAndTexts() {
        var writer = new ScaleWriter()
                .vec(List.of(4, 8, 15, 16, 23, 42), ScaleWriter::u16)
                .option(Optional.of(true), ScaleWriter::bool)
                .option(Optional.<Integer>empty(), ScaleWriter::u8)
                .text("τao")
                .bytes(new byte[] {1, 2})
                .fixed(new byte[] {3});

        assertThat(hex(writer))
                .isEqualTo("18040008000f00100017002a00" + "0101" + "00" + "10cf84616f" + "080102" + "03");
        var reader = new ScaleReader(writer.toBytes());
        assertThat(reader.vec(2, ScaleReader::u16)).containsExactly(4, 8, 15, 16, 23, 42);
        assertThat(reader.option(ScaleReader::bool)).contains(true);
        assertThat(reader.option(ScaleReader::u8)).isEmpty();
        assertThat(reader.text()).isEqualTo("τao");
        assertThat(reader.bytes()).containsExactly(1, 2);
        assertThat(reader.fixed(1)).containsExactly(3);
        reader.end();
    }

    @Test
    void aLengthThatTheBytesLeftCannotHoldIsRefused() {
        assertFault(
                reader("1c0102030405"),
                reader -> reader.vec(1, ScaleReader::u8),
                "at offset 0: expected a length that 5 bytes can hold, found 7 elements");
        assertFault(
                reader("0c0102030405"),
                reader -> reader.vec(2, ScaleReader::u16),
                "at offset 0: expected a length that 5 bytes can hold, found 3 elements");
        assertFault(
                reader("03ffffffff"),
                ScaleReader::text,
                "at offset 0: expected a length that 0 bytes can hold, found 4294967295 elements");
    }

    @Test
    void whatIsCutOffIsNamed() {
        assertFault(reader(""), ScaleReader::u8, "at offset 0: expected u8, found the end");
        assertFault(reader("010203"), ScaleReader::u32, "at offset 0: expected u32, found only 3 bytes left");
        assertFault(
                reader("01"),
                ScaleReader::compact,
                "at offset 0: expected a compact number of 2 bytes, found only 1 bytes left");
        assertFault(
                reader("0300"),
                ScaleReader::compact,
                "at offset 1: expected a compact number of 4 bytes, found only 1 bytes left");
        assertFault(reader("0102"), r -> r.fixed(3), "at offset 0: expected 3 bytes, found only 2 bytes left");
    }

    @Test
    void bytesThatAreLeftAreNamed() {
        var reader = reader("0102");
        reader.u8();

        assertFault(reader, ScaleReader::end, "at offset 1: expected the end, found 1 more bytes");
    }

    @Test
    void otherFlagsThanZeroAndOneAreRefused() {
        assertFault(reader("02"), ScaleReader::bool, "at offset 0: expected a bool, 0 or 1, found 2");
        assertFault(reader("ff"), r -> r.option(ScaleReader::u8), "at offset 0: expected an option, 0 or 1, found 255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08c328", "04ff", "0ceda080", "08c080", "10f4908080"})
    void textsAreStrictUtf8(String hex) {
        assertFault(
                reader(hex),
                ScaleReader::text,
                "at offset 1: expected a text in UTF-8, found " + (hex.length() / 2 - 1) + " bytes that are none");
    }

    @Test
    void halfOfASurrogatePairIsNotWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScaleWriter().text("\ud800"));
    }

    private static void assertFault(ScaleReader reader, Consumer<ScaleReader> read, String message) {
        assertThatThrownBy(() -> read.accept(reader))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessage(message);
    }

    private static ScaleReader reader(String hex) {
        return new ScaleReader(HexFormat.of().parseHex(hex));
    }

    private static String hex(ScaleWriter writer) {
        return HexFormat.of().formatHex(writer.toBytes());
    }
}

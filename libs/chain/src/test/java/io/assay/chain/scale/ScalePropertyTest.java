package io.assay.chain.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ScalePropertyTest {
    @Property
    void compactNumbersComeBack(@ForAll("compactNumbers") BigInteger value) {
        assertThat(new ScaleReader(new ScaleWriter().compact(value).toBytes()).compact())
                .isEqualTo(value);
    }

    @Property
    void whatIsReadAsCompactIsWrittenTheSame(@ForAll @Size(min = 1, max = 70) byte[] bytes) {
        var reader = new ScaleReader(bytes);
        try {
            var value = reader.compact();
            assertThat(new ScaleWriter().compact(value).toBytes()).isEqualTo(Arrays.copyOf(bytes, reader.offset()));
        } catch (MalformedScaleException e) {
            assertThat(e.offset()).isLessThanOrEqualTo(bytes.length);
        }
    }

    @Property
    void numbersOfAnyWidthComeBack(@ForAll @Size(min = 1, max = 32) byte[] twosComplement) {
        var width = twosComplement.length;
        var signed = new BigInteger(twosComplement);
        var unsigned = new BigInteger(1, twosComplement);
        var written = new ScaleWriter().signed(signed, width).unsigned(unsigned, width);

        var reader = new ScaleReader(written.toBytes());
        assertThat(reader.signed(width)).isEqualTo(signed);
        assertThat(reader.unsigned(width)).isEqualTo(unsigned);
        reader.end();
    }

    @Property
    void nestedVectorsAndTextsComeBack(
            @ForAll List<List<@IntRange(max = 65535) Integer>> lists, @ForAll("texts") String text) {
        var written = new ScaleWriter()
                .vec(lists, (to, list) -> to.vec(list, ScaleWriter::u16))
                .text(text);

        var reader = new ScaleReader(written.toBytes());
        assertThat(reader.vec(1, inner -> inner.vec(2, ScaleReader::u16))).isEqualTo(lists);
        assertThat(reader.text()).isEqualTo(text);
        reader.end();
    }

    @Provide
    Arbitrary<BigInteger> compactNumbers() {
        return Arbitraries.integers()
                .between(0, 536)
                .flatMap(bits -> Arbitraries.bigIntegers()
                        .between(BigInteger.ZERO, BigInteger.TWO.pow(bits).subtract(BigInteger.ONE)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .filter(text -> text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE));
    }
}

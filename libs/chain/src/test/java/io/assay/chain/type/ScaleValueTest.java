package io.assay.chain.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ScaleValueTest {
    @Test
    void givesWhatItHolds() {
        assertThat(ScaleValue.of(Long.MAX_VALUE).asLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(ScaleValue.of(Integer.MIN_VALUE).asInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(ScaleValue.of(BigInteger.TEN).asNumber()).isEqualTo(10);
        assertThat(ScaleValue.of(true).asBool()).isTrue();
        assertThat(ScaleValue.of(false).asBool()).isFalse();
        assertThat(ScaleValue.of("t").asText()).isEqualTo("t");
        assertThat(ScaleValue.of(new byte[] {1}).asBytes()).containsExactly(1);
        assertThat(ScaleValue.numbers(1, 2).items()).containsExactly(ScaleValue.of(1), ScaleValue.of(2));
        assertThat(ScaleValue.some(ScaleValue.of(1)).asOption()).contains(ScaleValue.of(1));
        assertThat(ScaleValue.none().asOption()).isEmpty();
        assertThat(ScaleValue.variant("Full", Map.of("uid", ScaleValue.of(1)))
                        .field("uid")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void saysWhatItIsInsteadOfWhatWasExpected() {
        assertUnexpected(() -> ScaleValue.of(1).asText(), "expected Text, found Int");
        assertUnexpected(() -> ScaleValue.of("1").asNumber(), "expected Int, found Text");
        assertUnexpected(() -> ScaleValue.of(1L << 31).asInt(), "expected a number of 31 bits, found 2147483648");
        assertUnexpected(
                () -> ScaleValue.of(BigInteger.TWO.pow(63)).asLong(),
                "expected a number of 63 bits, found 9223372036854775808");
        assertUnexpected(() -> ScaleValue.variant("Id").asOption(), "expected an option, found variant Id");
        assertUnexpected(() -> ScaleValue.variant("Id").only(), "expected one value in Id, found 0");
        assertUnexpected(
                () -> ScaleValue.composite(Map.of("a", ScaleValue.of(1))).field("b"), "expected a field b, found [a]");
        assertUnexpected(() -> ScaleValue.of(1).field("b"), "expected Composite, found Int");
    }

    @Test
    void bytesAreEqualByContentAndStayAsTheyAre() {
        var source = new byte[] {1, 2};
        var bytes = ScaleValue.of(source);
        source[0] = 9;
        bytes.asBytes()[1] = 9;

        assertThat(bytes).isEqualTo(ScaleValue.of(new byte[] {1, 2})).hasSameHashCodeAs(ScaleValue.of(new byte[] {1, 2
        }));
        assertThat(bytes).isNotEqualTo(ScaleValue.of(new byte[] {1, 3}));
    }

    /** A bucket's commitment holds its keys. */
    @Test
    void longBytesAreNotPrinted() {
        assertThat(ScaleValue.of(new byte[32])).hasToString("0x" + "00".repeat(32));
        assertThat(ScaleValue.of(new byte[33])).hasToString("33 bytes");
    }

    @Test
    void isPrintedInAFewWords() {
        var value = ScaleValue.variant(
                "Batch",
                Map.of("calls", ScaleValue.sequence(ScaleValue.of(1), ScaleValue.of("a"), ScaleValue.of(true))));

        assertThat(value).hasToString("Batch{calls=[1, \"a\", true]}");
        assertThat(ScaleValue.none()).hasToString("None");
        assertThat(new ScaleValue.Bits(List.of(true))).hasToString("Bits[bits=[true]]");
    }

    private static void assertUnexpected(ThrowingCallable take, String message) {
        assertThatThrownBy(take).isInstanceOf(UnexpectedValueException.class).hasMessage(message);
    }
}

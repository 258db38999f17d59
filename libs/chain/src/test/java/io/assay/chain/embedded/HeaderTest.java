package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import org.junit.jupiter.api.Test;

class HeaderTest {
    private static final String A = "0x" + "aa".repeat(32);
    private static final String B = "0x" + "bb".repeat(32);
    private static final String C = "0x" + "cc".repeat(32);
    private static final String D = "0x" + "dd".repeat(32);

    @Test
    void isSubstratesHeaderWithOneSeal() {
        var header = new Header(A, 69, B, C, D);

        assertThat(Hex.of(header.encode()))
                .isEqualTo("0x" + "aa".repeat(32) + "1501" + "bb".repeat(32) + "cc".repeat(32) + "04" + "05"
                        + "61737379" + "80" + "dd".repeat(32));
        assertThat(header.hash()).isEqualTo(Hex.of(Blake2b.hash256(header.encode())));
    }

    /** The examples of SCALE's own page for compact integers. */
    @Test
    void numberIsCompact() {
        assertThat(number(0)).isEqualTo("00");
        assertThat(number(1)).isEqualTo("04");
        assertThat(number(42)).isEqualTo("a8");
        assertThat(number(69)).isEqualTo("1501");
        assertThat(number(16_383)).isEqualTo("fdff");
        assertThat(number(16_384)).isEqualTo("02000100");
        assertThat(number((1 << 30) - 1)).isEqualTo("feffffff");
        assertThat(number(1L << 30)).isEqualTo("0300000040");
        assertThat(number((1L << 32) - 1)).isEqualTo("03ffffffff");
        assertThatThrownBy(() -> number(1L << 32)).hasMessageContaining("number is 4294967296");
    }

    private static String number(long number) {
        var hex = Hex.of(new Header(A, number, B, C, D).encode());
        return hex.substring(66, hex.indexOf("bb"));
    }
}

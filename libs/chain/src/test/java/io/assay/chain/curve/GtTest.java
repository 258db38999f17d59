package io.assay.chain.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GtTest {
    private static final G1 GENERATOR =
            point("97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb");
    private static final G1 GENERATOR_TIMES_3 =
            point("89ece308f9d1f0131765212deca99697b112d61f9be9a5f1f3780a51335b3ff981747a0b2ca2179b96d2c0c9024e5224");

    /** Computed by @noble/curves 2.4.0, each coefficient turned to little-endian. */
    @Test
    void writesValuesAsAnotherImplementationDoes() throws Exception {
        var value = Gt.pairing(GENERATOR, G2.generator()).encode();

        assertThat(hex(value))
                .hasSize(2 * Gt.BYTES)
                .startsWith("b68917caaa0543a808c53908f694d1b6e7b38de90ce9d83d505ca1ef1b442d27"
                        + "27d7d06831d8b2a7920afc71d8eb5012");
        assertThat(sha256(value)).isEqualTo("ff9912603bb02b77bc6ec1deaeddf9d1fee40ac17a781fb13c9c6e7a9f74d22b");
        assertThat(sha256(Gt.pairing(GENERATOR_TIMES_3, G2.generator().multiply(Scalars.of(5)))
                        .encode()))
                .isEqualTo("ac58eef4808bc98cd8a16c3d49ab5b3aee7fd082302c49f2babd8a9220a62903");
    }

    /** e(3P, Q) = e(P, 3Q): what is multiplied on one side may be on the other. */
    @Test
    void isBilinearInBothArguments() {
        assertThat(Gt.pairing(GENERATOR_TIMES_3, G2.generator()))
                .isEqualTo(Gt.pairing(GENERATOR, G2.generator().multiply(Scalars.of(3))))
                .isNotEqualTo(Gt.pairing(GENERATOR, G2.generator()));
    }

    /** e(3P, abQ) = e(P, 3abQ), for any a and b. */
    @Property(tries = 50)
    void movesFactorsFromOneSideToTheOther(@ForAll @Size(32) byte[] a, @ForAll @Size(32) byte[] b) {
        var q = G2.generator().multiply(Scalars.of(a));

        assertThat(Gt.pairing(GENERATOR_TIMES_3, q.multiply(Scalars.of(b))))
                .isEqualTo(Gt.pairing(
                        GENERATOR,
                        G2.generator().multiply(Scalars.product(a, b)).multiply(Scalars.of(3))));
    }

    @Test
    void equalValuesHaveEqualHashes() {
        var p = G1.hash("p".getBytes(StandardCharsets.US_ASCII), "TEST");

        assertThat(Gt.pairing(p, G2.generator())).hasSameHashCodeAs(Gt.pairing(p, G2.generator()));
    }

    private static G1 point(String hex) {
        return G1.decode(HexFormat.of().parseHex(hex));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

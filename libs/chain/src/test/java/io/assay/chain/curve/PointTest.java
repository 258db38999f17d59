package io.assay.chain.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PointTest {
    private static final String G1_GENERATOR =
            "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
    private static final String G2_GENERATOR =
            "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
                    + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8";
    private static final String G2_GENERATOR_TIMES_5 =
            "80fb837804dba8213329db46608b6c121d973363c1234a86dd183baff112709cf97096c5e9a1a770ee9d7dc641a894d6"
                    + "0411a5de6730ffece671a9f21d65028cc0f1102378de124562cb1ff49db6f004fcd14d683024b0548eff3d1468df2688";

    @Test
    void readsAndWritesGenerators() {
        assertThat(hex(G1.decode(bytes(G1_GENERATOR)).encode())).isEqualTo(G1_GENERATOR);
        assertThat(G2.decode(bytes(G2_GENERATOR))).isEqualTo(G2.generator());
        assertThat(hex(G2.generator().encode())).isEqualTo(G2_GENERATOR);
    }

    @Test
    void multipliesTheGenerator() {
        assertThat(hex(G2.generator().multiply(Scalars.of(5)).encode())).isEqualTo(G2_GENERATOR_TIMES_5);
    }

    @Property(tries = 50)
    void multiplicationIsAssociativeInG1Too(@ForAll @Size(32) byte[] a, @ForAll @Size(32) byte[] b) {
        var point = G1.decode(bytes(G1_GENERATOR));

        assertThat(point.multiply(Scalars.of(a)).multiply(Scalars.of(b)))
                .isEqualTo(point.multiply(Scalars.product(a, b)));
        assertThat(point.multiply(Scalars.of(1))).isEqualTo(point);
    }

    @Property(tries = 50)
    void multiplicationIsAssociative(@ForAll @Size(32) byte[] a, @ForAll @Size(32) byte[] b) {
        var ab = Scalars.product(a, b);

        assertThat(G2.generator().multiply(Scalars.of(a)).multiply(Scalars.of(b)))
                .isEqualTo(G2.generator().multiply(ab));
    }

    @Test
    void refusesPointsOfAnotherLength() {
        assertThatThrownBy(() -> G1.decode(new byte[0])).hasMessage("a point of G1 has 0 bytes, allowed: 48");
        assertThatThrownBy(() -> G1.decode(new byte[96])).hasMessage("a point of G1 has 96 bytes, allowed: 48");
        assertThatThrownBy(() -> G2.decode(new byte[48])).hasMessage("a point of G2 has 48 bytes, allowed: 96");
        assertThatThrownBy(() -> G2.decode(new byte[96]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a point of G2 is not compressed: its highest bit is 0");
    }

    @Test
    void refusesWhatIsNotOnTheCurve() {
        assertThatThrownBy(() -> G1.decode(x(48, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not on curve");
        assertThatThrownBy(() -> G2.decode(x(96, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not on curve");
    }

    @Test
    void refusesWhatIsOutsideTheGroupOfPrimeOrder() {
        assertThatThrownBy(() -> G1.decode(x(48, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a point of G1 is not in the group of prime order");
        assertThatThrownBy(() -> G2.decode(x(96, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a point of G2 is not in the group of prime order");
    }

    @Test
    void refusesTheIdentityAndNumbersBeyondTheField() {
        assertThatThrownBy(() -> G1.decode(bytes("c0" + "00".repeat(47)))).hasMessage("a point of G1 is the identity");
        assertThatThrownBy(() -> G2.decode(bytes("c0" + "00".repeat(95)))).hasMessage("a point of G2 is the identity");
        assertThatThrownBy(() -> G1.decode(bytes("9f" + "ff".repeat(47)))).hasMessageContaining("bad point encoding");
    }

    @Test
    void refusesScalarsOfNoUse() {
        assertThatThrownBy(() -> Scalar.reduce(new byte[31])).hasMessage("a scalar has 31 bytes, allowed: 32");
        assertThatThrownBy(() -> Scalar.reduce(new byte[32])).hasMessageContaining("0 modulo the order");
        assertThatThrownBy(() -> Scalar.reduce(Scalars.bytes(Scalars.ORDER)))
                .hasMessageContaining("0 modulo the order");
    }

    private static byte[] x(int length, int x) {
        var out = new byte[length];
        out[0] = (byte) 0x80;
        out[length - 1] = (byte) x;
        return out;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

package io.assay.chain.timelock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.curve.G2;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BeaconTest {
    private static final Beacon QUICKNET = Beacon.quicknet();

    @Test
    void knowsItsSignature() {
        assertThat(QUICKNET.isSignature(Quicknet.ROUND, Quicknet.signature())).isTrue();
    }

    @Test
    void anotherRoundOrKeyHasAnotherSignature() {
        var other = new Beacon(G2.generator(), QUICKNET.genesis(), QUICKNET.period());

        assertThat(QUICKNET.isSignature(Quicknet.ROUND + 1, Quicknet.signature()))
                .isFalse();
        assertThat(other.isSignature(Quicknet.ROUND, Quicknet.signature())).isFalse();
    }

    @Test
    void noFlippedBitOfASignaturePasses() {
        for (var bit = 0; bit < 8 * Quicknet.signature().length; bit++) {
            var flipped = Quicknet.signature();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(QUICKNET.isSignature(Quicknet.ROUND, flipped))
                    .as("bit " + bit)
                    .isFalse();
        }
    }

    @Test
    void whatIsNoPointIsNoSignature() {
        assertThat(QUICKNET.isSignature(Quicknet.ROUND, new byte[0])).isFalse();
        assertThat(QUICKNET.isSignature(Quicknet.ROUND, new byte[48])).isFalse();
    }

    /** Computed by @noble/curves 2.4.0. */
    @Test
    void identityOfARoundIsThePointThatDrandSigns() {
        assertThat(HexFormat.of().formatHex(Beacon.identity(Quicknet.ROUND).encode()))
                .isEqualTo("8f5a32d53837b00fbc0ee31ce9966435a41c5188a80ce9934d3c80588b6ad6f6"
                        + "43ebda1b83ef89e44da9ced6205cdecf");
    }

    @Test
    void refusesRoundsAndPeriodsThatCannotBe() {
        assertThatThrownBy(() -> Beacon.identity(0)).hasMessageContaining("round is 0");
        assertThatThrownBy(() -> new Beacon(G2.generator(), Instant.EPOCH, Duration.ZERO))
                .hasMessageContaining("period in ms is 0");
    }
}

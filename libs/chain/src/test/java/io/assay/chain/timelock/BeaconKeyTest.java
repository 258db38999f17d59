package io.assay.chain.timelock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BeaconKeyTest {
    private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");

    private final Beacon beacon = key(1).beacon(GENESIS, Duration.ofMillis(250));

    @Test
    void itsSignaturesAreTheBeaconsOfTheirRoundOnly() {
        assertThat(beacon.isSignature(5, key(1).sign(5))).isTrue();
        assertThat(beacon.isSignature(6, key(1).sign(5))).isFalse();
        assertThat(beacon.isSignature(5, key(2).sign(5))).isFalse();
        assertThat(key(1).sign(5)).isEqualTo(key(1).sign(5)).hasSize(48);
    }

    @Test
    void itsSignatureOpensWhatIsEncryptedToTheRound() throws Exception {
        var payload = new byte[] {1, 2, 3};

        var commit = TimelockedCommit.encrypt(payload, beacon, 77, new SecureRandom());

        assertThat(commit.decrypt(key(1).sign(77))).isEqualTo(payload);
    }

    @Test
    void firstRoundIsOutAtTheGenesis() {
        assertThat(beacon.roundAt(GENESIS.minusMillis(1))).isZero();
        assertThat(beacon.roundAt(GENESIS)).isEqualTo(1);
        assertThat(beacon.roundAt(GENESIS.plusMillis(249))).isEqualTo(1);
        assertThat(beacon.roundAt(GENESIS.plusMillis(250))).isEqualTo(2);
        assertThat(Beacon.quicknet().roundAt(Beacon.quicknet().genesis().plusSeconds(2_997)))
                .isEqualTo(Quicknet.ROUND);
    }

    @Test
    void refusesWhatIsNoSecretAndNoRound() {
        assertThatThrownBy(() -> BeaconKey.of(new byte[32])).hasMessageContaining("0 modulo the order");
        assertThatThrownBy(() -> BeaconKey.of(new byte[31])).hasMessageContaining("31 bytes");
        assertThatThrownBy(() -> key(1).sign(0)).hasMessageContaining("round is 0");
    }

    private static BeaconKey key(int value) {
        var secret = new byte[32];
        Arrays.fill(secret, (byte) value);
        return BeaconKey.of(secret);
    }
}

package io.assay.chain.timelock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.WeightTarget;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashCommitTest {
    private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private static final List<WeightTarget> TARGETS = List.of(
            new WeightTarget(0, 10), new WeightTarget(1, 20), new WeightTarget(2, 30), new WeightTarget(7, 65535));
    private static final List<Integer> SALT = List.of(11, 22, 33, 44, 55, 66, 77, 65535);
    private static final HashCommit COMMIT = new HashCommit(ALICE, 3, TARGETS, SALT, 841);

    /** {@code blake2AsHex} of polkadot.js over {@code (AccountId, u16, Vec<u16>, Vec<u16>, Vec<u16>, u64)}. */
    @Test
    void hashesAsPolkadotJsDoes() {
        assertThat(HexFormat.of().formatHex(COMMIT.hash()))
                .isEqualTo("740b2b6d833e5ed879428ce3533a1a9babe40ca0eb3cc3505a21213e8f617b5b");
    }

    @Test
    void everyPartChangesTheHash() {
        var bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

        assertThat(List.of(
                        new HashCommit(bob, 3, TARGETS, SALT, 841),
                        new HashCommit(ALICE, 4, TARGETS, SALT, 841),
                        new HashCommit(ALICE, 3, TARGETS.reversed(), SALT, 841),
                        new HashCommit(ALICE, 3, TARGETS, SALT.reversed(), 841),
                        new HashCommit(ALICE, 3, TARGETS, SALT, 842)))
                .allSatisfy(other -> assertThat(other.hash()).isNotEqualTo(COMMIT.hash()));
    }

    @Test
    void saltIsFreshAndOfTheRangeOfU16() {
        var random = new SecureRandom();

        assertThat(HashCommit.freshSalt(random))
                .hasSize(8)
                .allMatch(value -> value >= 0 && value < 1 << 16)
                .isNotEqualTo(HashCommit.freshSalt(random));
    }

    @Test
    void refusesWhatTheChainCouldNotTake() {
        assertThatThrownBy(() -> new HashCommit(ALICE, 65536, TARGETS, SALT, 0))
                .hasMessageContaining("netuidIndex is 65536");
        assertThatThrownBy(() -> new HashCommit(ALICE, 3, TARGETS, List.of(-1), 0))
                .hasMessageContaining("salt is -1");
        assertThatThrownBy(() -> new HashCommit(ALICE.replace("QY", "QZ"), 3, TARGETS, SALT, 0).hash())
                .hasMessageContaining("wrong checksum");
    }

    @Test
    void showsNeitherWeightsNorSalt() {
        assertThat(COMMIT).hasToString("HashCommit[hotkey=" + ALICE + ", netuidIndex=3, targets=4, versionKey=841]");
    }
}

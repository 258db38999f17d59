package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.DAVE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.FERDIE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.execute;
import static io.assay.chain.embedded.Scene.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.chain.ExtrinsicStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Epochs at blocks 9, 18, 27, each paying 9 · 1001 rao. */
class EpochTest {
    @TempDir
    private Path directory;

    @Test
    void paysMinersByIncentiveAndValidatorsByDividends() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE, DAVE);
            execute(chain, ALICE, weights(2, 30000, 3, 10000));
            execute(chain, BOB, weights(2, 30000, 3, 10000));
            Scene.produceTo(chain, 9);

            assertThat(Scene.neuron(chain, CHARLIE).incentive()).isCloseTo(0.75, within(1e-12));
            assertThat(Scene.neuron(chain, CHARLIE).emissionRao()).isEqualTo(3378);
            assertThat(Scene.neuron(chain, DAVE).emissionRao()).isEqualTo(1126);
            assertThat(Scene.neuron(chain, ALICE).emissionRao()).isEqualTo(3604);
            assertThat(Scene.neuron(chain, BOB).emissionRao()).isEqualTo(901);
        }
    }

    @Test
    void addsUpOverEpochsAndPaysNothingBetweenThem() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE);
            execute(chain, ALICE, weights(2, 1));
            Scene.produceTo(chain, 8);
            assertThat(total(chain)).isZero();
            Scene.produceTo(chain, 17);
            assertThat(total(chain)).isEqualTo(9_009);
            Scene.produceTo(chain, 18);
            assertThat(total(chain)).isEqualTo(18_018);
        }
    }

    /** Without a weight that counts, validators are paid by stake: 9,009 rao, 0.8 and 0.2, what rounding leaves to Alice. */
    @Test
    void weightForOneselfCountsNothingSoThatStakeIsPaid() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE);
            execute(chain, ALICE, weights(0, 1));
            Scene.produceTo(chain, 9);

            assertThat(Scene.neuron(chain, ALICE).incentive()).isZero();
            assertThat(Scene.neuron(chain, ALICE).emissionRao()).isEqualTo(7_208);
            assertThat(Scene.neuron(chain, BOB).emissionRao()).isEqualTo(1_801);
            assertThat(Scene.neuron(chain, CHARLIE).emissionRao()).isZero();
        }
    }

    /** Alice's weights of block 2 are 7 blocks old at block 9, 16 at block 18; Bob never set any. */
    @Test
    void validatorThatSetNoWeightsForLongHasNoSay() {
        try (var chain = Scene.open(directory, Scene.spec(new SubnetSpec(Scene.TERMS, 4, 20, 0, 64, 10, 1001)))) {
            Scene.register(chain, CHARLIE);
            execute(chain, ALICE, weights(2, 1));
            Scene.produceTo(chain, 9);
            assertThat(Scene.neuron(chain, CHARLIE).incentive()).isEqualTo(1);
            assertThat(Scene.slot(chain, ALICE).result().active()).isTrue();

            Scene.produceTo(chain, 18);

            assertThat(Scene.neuron(chain, CHARLIE).incentive()).isZero();
            assertThat(Scene.slot(chain, ALICE).result().active()).isFalse();
            assertThat(Scene.slot(chain, ALICE).result().emissionRao()).isEqualTo(7_208);
        }
    }

    /** At the cutoff it still counts: updated at 8, cutoff 10, epoch at 18. */
    @Test
    void validatorAtTheCutoffHasASay() {
        try (var chain = Scene.open(directory, Scene.spec(new SubnetSpec(Scene.TERMS, 4, 20, 0, 64, 10, 1001)))) {
            Scene.register(chain, CHARLIE);
            Scene.produceTo(chain, 7);
            execute(chain, ALICE, weights(2, 1));
            Scene.produceTo(chain, 18);

            assertThat(Scene.neuron(chain, CHARLIE).incentive()).isEqualTo(1);
        }
    }

    @Test
    void stakeBelowTheThresholdGetsNoPermit() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, EVE);
            Scene.produceTo(chain, 9);

            assertThat(Scene.neuron(chain, EVE).validatorPermit()).isFalse();
            assertThat(Scene.neuron(chain, BOB).validatorPermit()).isTrue();
        }
    }

    /** Ferdie's permit comes with the epoch at block 9; what he sets before is refused, and Bob loses his permit to him. */
    @Test
    void permitsChangeWithTheEpochAndTakeTheBondsAlong() {
        try (var chain = Scene.open(directory, Scene.spec(new SubnetSpec(Scene.TERMS, 4, 20, 0, 2, 1000, 1001)))) {
            Scene.register(chain, CHARLIE, FERDIE);
            execute(chain, ALICE, weights(2, 1));
            execute(chain, BOB, weights(2, 1));
            Scene.produceTo(chain, 5);
            assertThat(execute(chain, FERDIE, weights(2, 1)))
                    .isEqualTo(new ExtrinsicStatus.Failed(6, "NeuronNoValidatorPermit"));
            Scene.produceTo(chain, 9);

            assertThat(Scene.slot(chain, BOB).result().dividends()).isCloseTo(0.2, within(1e-12));
            assertThat(Scene.slot(chain, ALICE).bonds()).containsOnlyKeys(2);
            assertThat(Scene.neuron(chain, BOB).validatorPermit()).isFalse();
            assertThat(Scene.slot(chain, BOB).bonds()).isEmpty();
            assertThat(Scene.neuron(chain, FERDIE).validatorPermit()).isTrue();
        }
    }

    @Test
    void ofEqualStakesTheHigherUidGetsThePermit() {
        var twins = new ChainSpec(
                Duration.ofSeconds(1),
                List.of(new SubnetSpec(Scene.TERMS, 4, 20, 0, 1, 1000, 1001)),
                Map.of(ALICE.address(), 500L, BOB.address(), 500L),
                List.of(new GenesisNeuron(NETUID, ALICE.address()), new GenesisNeuron(NETUID, BOB.address())));
        try (var chain = Scene.open(directory, twins)) {
            assertThat(Scene.neuron(chain, ALICE).validatorPermit()).isFalse();
            assertThat(Scene.neuron(chain, BOB).validatorPermit()).isTrue();
        }
    }

    private static long total(EmbeddedChain chain) {
        return Scene.subnet(chain).creditedRao().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}

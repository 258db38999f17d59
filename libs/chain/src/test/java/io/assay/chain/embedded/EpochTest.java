package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.DAVE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.execute;
import static io.assay.chain.embedded.Scene.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.chain.Neuron;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tempo 9 on subnet 3: epochs at blocks 6, 16, 26, each paying 10 · 1001 rao. */
class EpochTest {
    @TempDir
    private Path directory;

    @Test
    void paysMinersByIncentiveAndValidatorsByDividends() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE, DAVE);
            execute(chain, ALICE, weights(2, 30000, 3, 10000));
            execute(chain, BOB, weights(2, 30000, 3, 10000));
            Scene.produceTo(chain, 6);

            assertThat(Scene.neuron(chain, CHARLIE).incentive()).isCloseTo(0.75, within(1e-12));
            assertThat(Scene.neuron(chain, CHARLIE).emissionRao()).isEqualTo(3754);
            assertThat(Scene.neuron(chain, DAVE).emissionRao()).isEqualTo(1251);
            assertThat(Scene.neuron(chain, ALICE).emissionRao()).isEqualTo(4004);
            assertThat(Scene.neuron(chain, BOB).emissionRao()).isEqualTo(1001);
        }
    }

    @Test
    void addsUpOverEpochsAndPaysNothingBetweenThem() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE);
            execute(chain, ALICE, weights(2, 1));
            Scene.produceTo(chain, 5);
            assertThat(total(chain)).isZero();
            Scene.produceTo(chain, 15);
            assertThat(total(chain)).isEqualTo(10_010);
            Scene.produceTo(chain, 16);
            assertThat(total(chain)).isEqualTo(20_020);
        }
    }

    @Test
    void countsNoWeightForOneself() {
        try (var chain = Scene.open(directory)) {
            execute(chain, ALICE, weights(0, 1));
            Scene.produceTo(chain, 6);

            assertThat(total(chain)).isZero();
        }
    }

    @Test
    void validatorThatSetNoWeightsForLongHasNoSay() {
        try (var chain = Scene.open(directory, Scene.spec(new SubnetSpec(Scene.TERMS, 4, 20, 64, 10, 1001)))) {
            Scene.register(chain, CHARLIE);
            execute(chain, ALICE, weights(2, 1));
            Scene.produceTo(chain, 16);

            // Paid at block 6; at block 16 the weights of block 2 are 14 blocks old.
            assertThat(total(chain)).isEqualTo(10_010);
        }
    }

    @Test
    void stakeBelowTheThresholdGetsNoPermit() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, EVE);
            Scene.produceTo(chain, 6);

            assertThat(Scene.neuron(chain, EVE).validatorPermit()).isFalse();
            assertThat(Scene.neuron(chain, BOB).validatorPermit()).isTrue();
        }
    }

    private static long total(EmbeddedChain chain) {
        return chain.roster(NETUID).neurons().stream()
                .mapToLong(Neuron::emissionRao)
                .sum();
    }
}

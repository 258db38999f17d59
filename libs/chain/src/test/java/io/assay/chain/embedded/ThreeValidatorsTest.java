package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BEGIN;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.DAVE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.submit;
import static io.assay.chain.embedded.Scene.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Validators Alice, Bob and Charlie with stakes 0.5, 0.3 and 0.2, miners Dave (uid 3) and Eve (uid 4).
 *
 * <p>Alice gives Dave and Eve 3 : 1, Bob 1 : 1, Charlie 0 : 1. Consensus: of Dave 0.75 has Alice's half of the stake behind
 * it, which is enough; of Eve 1 has 0.2, 0.5 has 0.5. Clipped: (0.75, 0.25), (0.5, 0.5), (0, 0.5). Ranks: Dave
 * 0.5·0.75 + 0.3·0.5 = 0.525, Eve 0.5·0.25 + 0.3·0.5 + 0.2·0.5 = 0.375; incentive 7/12 and 5/12. Bonds: Dave 0.375 and
 * 0.15 of 0.525, Eve 0.125, 0.15 and 0.1 of 0.375. Dividends: Alice (0.375 + 0.125)/0.9, Bob 0.3/0.9, Charlie 0.1/0.9.
 */
class ThreeValidatorsTest {
    private static final SubnetTerms TERMS = new SubnetTerms(NETUID, 9, 5, 7, 1, 65535, 100);
    private static final Map<Hotkey, List<WeightTarget>> WEIGHTS =
            Map.of(ALICE, targets(3, 3, 4, 1), BOB, targets(3, 1, 4, 1), CHARLIE, targets(3, 0, 4, 1));

    @TempDir
    private Path directory;

    @Test
    void weightsOfThreeInOneBlock() {
        try (var chain = open(TERMS)) {
            var hashes = WEIGHTS.entrySet().stream()
                    .map(entry -> submit(chain, entry.getKey(), Call.SetWeights.of(NETUID, entry.getValue(), 7)))
                    .toList();
            chain.produceBlock();
            assertThat(hashes)
                    .allSatisfy(
                            hash -> assertThat(Scene.status(chain, hash)).isEqualTo(new ExtrinsicStatus.Succeeded(1)));
            Scene.produceTo(chain, 9);

            assertConsensus(chain);
        }
    }

    @Test
    void timelockedWeightsOfThree() {
        try (var chain = open(TERMS.withCommitReveal(1))) {
            for (var validator : List.of(ALICE, BOB, CHARLIE)) {
                submit(chain, validator, commit(chain, validator));
                chain.produceBlock();
            }
            Scene.produceTo(chain, 8);
            assertThat(Scene.neuron(chain, DAVE).incentive()).isZero();
            Scene.produceTo(chain, 18);

            assertConsensus(chain);
        }
    }

    /** As a client does: the round that its schedule says, from what it reads of the chain. */
    private static Call commit(EmbeddedChain chain, Hotkey validator) {
        var subnet = Scene.subnet(chain);
        var schedule = RevealSchedule.moving(
                subnet.epochs().lastEpochBlock(),
                0,
                TERMS.tempo(),
                chain.head().number(),
                subnet.spec().terms().revealPeriodEpochs());
        var beacon = chain.state().drand().beacon();
        var round = schedule.revealRound(chain.head().timestamp(), Duration.ofSeconds(1), beacon);
        var payload = new WeightsPayload(validator.address(), WEIGHTS.getOrDefault(validator, List.of()), 7);
        var commit = TimelockedCommit.encrypt(payload.encode(), beacon, round, new SecureRandom());
        return new Call.CommitTimelockedWeights(NETUID, Hex.of(commit.encode()), round, TimelockedCommit.VERSION);
    }

    private static void assertConsensus(EmbeddedChain chain) {
        var exact = within(1e-4);
        assertThat(Scene.slot(chain, DAVE).result().consensus()).isCloseTo(0.75, exact);
        assertThat(Scene.slot(chain, EVE).result().consensus()).isCloseTo(0.5, exact);
        assertThat(Scene.neuron(chain, DAVE).incentive()).isCloseTo(7 / 12.0, exact);
        assertThat(Scene.neuron(chain, EVE).incentive()).isCloseTo(5 / 12.0, exact);
        assertThat(Scene.neuron(chain, ALICE).dividends()).isCloseTo(5 / 9.0, exact);
        assertThat(Scene.neuron(chain, BOB).dividends()).isCloseTo(3 / 9.0, exact);
        assertThat(Scene.neuron(chain, CHARLIE).dividends()).isCloseTo(1 / 9.0, exact);
        assertThat(Scene.slot(chain, ALICE).result().validatorTrust()).isCloseTo(1, exact);
        assertThat(Scene.slot(chain, CHARLIE).result().validatorTrust()).isCloseTo(0.5, exact);
    }

    private EmbeddedChain open(SubnetTerms terms) {
        var neurons = Stream.of(ALICE, BOB, CHARLIE, DAVE, EVE)
                .map(hotkey -> new GenesisNeuron(NETUID, hotkey.address()))
                .toList();
        var spec = new ChainSpec(
                Duration.ofSeconds(1),
                List.of(Scene.subnet(terms, 8)),
                Map.of(ALICE.address(), 500L, BOB.address(), 300L, CHARLIE.address(), 200L),
                neurons,
                new BeaconSpec(BEGIN, Duration.ofSeconds(1)));
        return EmbeddedChain.open(directory, spec, new TickingClock(BEGIN, Duration.ofSeconds(1)));
    }
}

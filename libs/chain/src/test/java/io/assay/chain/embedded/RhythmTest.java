package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BEGIN;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.submit;
import static io.assay.chain.embedded.Scene.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.SubnetTerms;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks every 250 ms and the standard beacon: what a client predicts by {@link RevealSchedule} from what it reads of the chain, against what the chain does. */
class RhythmTest {
    private static final Duration BLOCK = Duration.ofMillis(250);
    private static final int TEMPO = 7;

    @TempDir
    private Path directory;

    /** A commit from every place in an epoch is revealed where its round was aimed at: three blocks in, or a round less. */
    @Test
    void commitsAreRevealedWhereTheScheduleSays() {
        for (var period = 1; period <= 3; period++) {
            var terms = new SubnetTerms(NETUID, TEMPO, 0, 7, 1, 65535, 100).withCommitReveal(period);
            try (var chain = open(terms, directory.resolve("period" + period))) {
                for (var head = 1; head <= 2 * TEMPO + 1; head++) {
                    chain.produceBlock();
                    commitAndFollow(chain, period, 1 + head);
                }
            }
        }
    }

    private static void commitAndFollow(EmbeddedChain chain, int period, int value) {
        var schedule = RevealSchedule.moving(
                Scene.subnet(chain).epochs().lastEpochBlock(),
                0,
                TEMPO,
                chain.head().number(),
                period);
        var beacon = chain.state().drand().beacon();
        var round = schedule.revealRound(chain.head().timestamp(), BLOCK, beacon);
        var weights = targets(0, value, 1, 65535);
        var payload = new WeightsPayload(ALICE.address(), weights, 7).encode();
        var commit = TimelockedCommit.encrypt(payload, beacon, round, new SecureRandom());
        var hash = submit(
                chain,
                ALICE,
                new Call.CommitTimelockedWeights(NETUID, Hex.of(commit.encode()), round, TimelockedCommit.VERSION));
        chain.produceBlock();
        assertThat(Scene.status(chain, hash)).isInstanceOf(ExtrinsicStatus.Succeeded.class);
        while (!Scene.slot(chain, ALICE).weights().equals(weights)) {
            chain.produceBlock();
            assertThat(chain.head().number()).isLessThan(schedule.firstRevealBlock() + TEMPO);
        }
        assertThat(chain.head().number()).isBetween(schedule.firstRevealBlock(), schedule.firstRevealBlock() + 3);
    }

    @Test
    void epochsAreATempoApart() {
        var terms = new SubnetTerms(NETUID, TEMPO, 0, 7, 1, 65535, 100);
        try (var chain = open(terms, directory)) {
            for (var block = 1; block <= 4 * TEMPO; block++) {
                chain.produceBlock();
                assertThat(Scene.subnet(chain).epochs())
                        .isEqualTo(new EpochClock(block / TEMPO, block - block % TEMPO));
            }
        }
    }

    private static EmbeddedChain open(SubnetTerms terms, Path directory) {
        var plain = Scene.spec(terms, 4);
        var spec = new ChainSpec(BLOCK, List.of(Scene.subnet(terms, 4)), plain.stakesRao(), plain.neurons());
        return EmbeddedChain.open(directory, spec, new TickingClock(BEGIN, BLOCK));
    }
}

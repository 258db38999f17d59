package io.assay.chain.timelock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RevealScheduleTest {
    private static final Beacon QUICKNET = Beacon.quicknet();
    private static final Duration BLOCK = Duration.ofSeconds(12);

    /** Netuid 1, tempo 360: (100,000 + 2) / 361 is 277, so that epoch 278 begins at 278 · 361 - 2. */
    @Test
    void fixedEpochsFollowFromTheBlock() {
        assertThat(RevealSchedule.fixed(1, 360, 100_000, 1).firstRevealBlock()).isEqualTo(100_356);
        assertThat(RevealSchedule.fixed(1, 360, 100_000, 2).firstRevealBlock()).isEqualTo(100_717);
    }

    /** At head 100,354 the commit comes into block 100,355, the epoch's last; one later it is of the next epoch. */
    @Test
    void commitBelongsToTheEpochOfTheBlockAfterTheHead() {
        assertThat(RevealSchedule.fixed(1, 360, 100_354, 1).firstRevealBlock()).isEqualTo(100_356);
        assertThat(RevealSchedule.fixed(1, 360, 100_355, 1).firstRevealBlock()).isEqualTo(100_717);
        assertThat(RevealSchedule.fixed(1, 360, 100_356, 1).firstRevealBlock()).isEqualTo(100_717);
    }

    /** The first two are bittensor-drand 2's own cases, cycle_reset and pending_fires_before_auto. */
    @Test
    void movingEpochsFollowFromTheLastOne() {
        assertThat(RevealSchedule.moving(10, 0, 50, 10, 1).firstRevealBlock()).isEqualTo(60);
        assertThat(RevealSchedule.moving(80, 95, 20, 91, 1).firstRevealBlock()).isEqualTo(95);
        assertThat(RevealSchedule.moving(80, 120, 20, 91, 1).firstRevealBlock()).isEqualTo(100);
        assertThat(RevealSchedule.moving(80, 95, 20, 91, 3).firstRevealBlock()).isEqualTo(135);
    }

    /** An epoch that is due and did not run yet runs right after the head, and the commit is filed under it. */
    @Test
    void overdueEpochRunsRightAfterTheHead() {
        assertThat(RevealSchedule.moving(100, 0, 50, 149, 1).firstRevealBlock()).isEqualTo(200);
        assertThat(RevealSchedule.moving(100, 0, 50, 153, 1).firstRevealBlock()).isEqualTo(204);
    }

    /** The head is 1,000 s after quicknet's genesis; block 60 + 3 is 53 blocks later, at 1,636 s: 545 periods and a third. */
    @Test
    void aimsThreeBlocksIntoTheRevealEpochAndRoundsDown() {
        var head = QUICKNET.genesis().plusSeconds(1_000);

        var round = RevealSchedule.moving(10, 0, 50, 10, 1).revealRound(head, BLOCK, QUICKNET);

        assertThat(round).isEqualTo(545);
        assertThat(RevealSchedule.moving(10, 0, 50, 10, 1).revealRound(head.plusMillis(1_999), BLOCK, QUICKNET))
                .isEqualTo(545);
        assertThat(RevealSchedule.moving(10, 0, 50, 10, 1).revealRound(head.plusSeconds(2), BLOCK, QUICKNET))
                .isEqualTo(546);
    }

    @Test
    void firstRoundIsTheEarliest() {
        assertThat(RevealSchedule.moving(10, 0, 50, 10, 1).revealRound(Instant.EPOCH, BLOCK, QUICKNET))
                .isEqualTo(1);
    }

    /** The formula of bittensor-drand 1, wherever it and the chain agree on the epoch that the commit is in. */
    @Property
    void fixedEpochsAreThoseOfUpstreamsFormula(
            @ForAll @IntRange(max = 65535) int netuid,
            @ForAll @IntRange(min = 1, max = 65535) int tempo,
            @ForAll @IntRange(max = 100_000_000) int head,
            @ForAll @IntRange(min = 1, max = 100) int period) {
        var epoch = (head + 1L + netuid + 1) / (tempo + 1);

        assertThat(RevealSchedule.fixed(netuid, tempo, head, period).firstRevealBlock())
                .isEqualTo((epoch + period) * (tempo + 1) - (netuid + 1));
    }

    /** What the chain does, one block after another. */
    @Property
    void movingEpochsAreThoseOfTheChain(
            @ForAll @IntRange(min = 1, max = 60) int tempo,
            @ForAll @IntRange(max = 80) int sinceLastEpoch,
            @ForAll @IntRange(max = 200) int pendingEpoch,
            @ForAll @IntRange(min = 1, max = 4) int period) {
        var head = 100;
        var chain = new Chain(head - sinceLastEpoch, pendingEpoch, tempo);

        assertThat(RevealSchedule.moving(head - sinceLastEpoch, pendingEpoch, tempo, head, period)
                        .firstRevealBlock())
                .isEqualTo(chain.firstReveal(head, period));
    }

    @Test
    void refusesFactsThatCannotBe() {
        assertThatThrownBy(() -> RevealSchedule.moving(0, 0, 0, 10, 1)).hasMessageContaining("tempo is 0");
        assertThatThrownBy(() -> RevealSchedule.fixed(1, 0, 10, 1)).hasMessageContaining("tempo is 0");
        assertThatThrownBy(() -> RevealSchedule.fixed(-1, 360, 10, 1)).hasMessageContaining("netuid is -1");
        assertThatThrownBy(() -> RevealSchedule.moving(0, 0, 360, 10, 0))
                .hasMessageContaining("revealPeriodEpochs is 0");
        assertThatThrownBy(() -> RevealSchedule.moving(0, 0, 360, 10, 101))
                .hasMessageContaining("revealPeriodEpochs is 101");
        assertThatThrownBy(() -> RevealSchedule.moving(0, 0, 360, -1, 1)).hasMessageContaining("head is -1");
    }

    /** Subtensor's block: first it reveals, counting an epoch that is due; then the epoch runs; then extrinsics do. */
    private static final class Chain {
        private final int tempo;
        private long lastEpoch;
        private long pendingEpoch;
        private int epoch;

        Chain(long lastEpoch, long pendingEpoch, int tempo) {
            this.lastEpoch = lastEpoch;
            this.pendingEpoch = pendingEpoch;
            this.tempo = tempo;
        }

        long firstReveal(long head, int period) {
            run(head + 1);
            var committed = epoch;
            var block = head + 2;
            while (epoch + (isDue(block) ? 1 : 0) != committed + period) {
                run(block++);
            }
            return block;
        }

        private boolean isDue(long block) {
            return (pendingEpoch > 0 && block >= pendingEpoch) || block - lastEpoch >= tempo;
        }

        private void run(long block) {
            if (isDue(block)) {
                lastEpoch = block;
                pendingEpoch = 0;
                epoch++;
            }
        }
    }
}

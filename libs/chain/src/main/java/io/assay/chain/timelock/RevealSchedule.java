package io.assay.chain.timelock;

import io.assay.protocol.Checks;
import java.time.Duration;
import java.time.Instant;

/**
 * When the chain reveals a time-locked commit that is made now.
 *
 * <p>The chain files a commit under the epoch of the block that contains it and reveals it in the
 * {@code RevealPeriodEpochs}-th epoch after, at any block of that epoch from its first on at which it has the round's
 * signature (subtensor, {@code reveal_crv3_commits_for_subnet}); what is not revealed there is lost. A commit is taken
 * to be in the block after the head. One that comes into a later epoch is revealed an epoch later, and its round is
 * out before.
 *
 * @param head block that the facts were read at
 * @param nextEpoch block at which the subnet's next epoch runs; one not after the head is overdue and runs right after it
 * @param epochBlocks blocks from an epoch to the next, 1..65,536
 * @param revealPeriodEpochs the subnet's {@code RevealPeriodEpochs}, 1..100
 */
public record RevealSchedule(long head, long nextEpoch, int epochBlocks, int revealPeriodEpochs) {
    /** Upstream's {@code SECURITY_BLOCK_OFFSET}: the round is aimed at this many blocks into the reveal epoch. */
    private static final int MARGIN_BLOCKS = 3;

    public RevealSchedule {
        Checks.notNegative("head", head);
        Checks.notNegative("nextEpoch", nextEpoch);
        Checks.within("epochBlocks", epochBlocks, 1, 1 << 16);
        Checks.within("revealPeriodEpochs", revealPeriodEpochs, 1, 100);
    }

    /**
     * The schedule of a chain whose epochs lie still: at every block with {@code (block + netuid + 1) mod (tempo + 1) = 0}
     * (subtensor before its dynamic tempo; bittensor-drand 1, {@code generate_commit}).
     *
     * @param tempo 1..65,535
     */
    public static RevealSchedule fixed(int netuid, int tempo, long head, int revealPeriodEpochs) {
        Checks.u16("netuid", netuid);
        requireTempo(tempo);
        var epochBlocks = tempo + 1;
        var nextEpoch = head + epochBlocks - (head + netuid + 1) % epochBlocks;
        return new RevealSchedule(head, nextEpoch, epochBlocks, revealPeriodEpochs);
    }

    /**
     * The schedule of a chain whose epochs follow one another, {@code tempo} blocks apart, unless the owner asks for one
     * earlier (subtensor's dynamic tempo, {@code get_next_epoch_start_block}; bittensor-drand 2,
     * {@code predict_first_reveal_block}). Two rare epochs are not foreseen: one that the chain puts off because too many
     * subnets are due in a block, and one that it runs early because {@code BlocksSinceLastStep} has grown too large. A
     * commit is lost by them only if they move the reveal epoch by nearly its whole length.
     *
     * @param lastEpoch storage {@code LastEpochBlock}
     * @param pendingEpoch storage {@code PendingEpochAt}, 0 for none
     * @param tempo storage {@code Tempo}, 1..65,535: a subnet with 0 has no epochs
     */
    public static RevealSchedule moving(
            long lastEpoch, long pendingEpoch, int tempo, long head, int revealPeriodEpochs) {
        Checks.notNegative("lastEpoch", lastEpoch);
        Checks.notNegative("pendingEpoch", pendingEpoch);
        requireTempo(tempo);
        var due = lastEpoch + tempo;
        var nextEpoch = pendingEpoch > 0 ? Math.min(pendingEpoch, due) : due;
        return new RevealSchedule(head, nextEpoch, tempo, revealPeriodEpochs);
    }

    /** First block at which the chain tries to reveal the commit; the last one is {@code epochBlocks - 1} later. */
    public long firstRevealBlock() {
        var commit = head + 1;
        var next = Math.max(nextEpoch, commit);
        var afterCommit = next == commit ? next + epochBlocks : next;
        return afterCommit + (revealPeriodEpochs - 1L) * epochBlocks;
    }

    /**
     * The round to encrypt to: the one that is out three blocks into the reveal epoch, rounded down so that the chain has
     * its signature by then (bittensor-drand, {@code generate_commit} and {@code generate_commit_v2}). The chain refuses
     * a round before the last one it has stored ({@code InvalidRevealRound}).
     *
     * @param headTime when the head was made; upstream takes its own clock at the moment it reads the head
     * @param blockTime between two blocks, 12 s on mainnet
     * @return 1 or more
     */
    public long revealRound(Instant headTime, Duration blockTime, Beacon beacon) {
        var blocks = firstRevealBlock() + MARGIN_BLOCKS - head;
        var target = headTime.plus(blockTime.multipliedBy(blocks));
        return Math.max(1, Duration.between(beacon.genesis(), target).dividedBy(beacon.period()));
    }

    private static void requireTempo(int tempo) {
        Checks.within("tempo", tempo, 1, 0xFFFF);
    }
}

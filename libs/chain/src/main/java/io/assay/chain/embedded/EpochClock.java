package io.assay.chain.embedded;

/**
 * Where a subnet stands among its epochs, {@code tempo} blocks apart (subtensor since spec 425, {@code should_run_epoch}).
 *
 * @param index epochs that have run ({@code SubnetEpochIndex})
 * @param lastEpochBlock block of the last one, 0 before the first ({@code LastEpochBlock})
 */
public record EpochClock(long index, long lastEpochBlock) {
    static final EpochClock START = new EpochClock(0, 0);

    /** Whether an epoch that has not yet run is due at a block. */
    boolean isDue(int tempo, long block) {
        return block - lastEpochBlock >= tempo;
    }

    /** The epoch that a block belongs to, one that is due in it counted ({@code current_epoch_with_lookahead}). */
    long indexAt(int tempo, long block) {
        return isDue(tempo, block) ? index + 1 : index;
    }

    EpochClock ran(long block) {
        return new EpochClock(index + 1, block);
    }
}

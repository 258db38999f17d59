package io.assay.miner.strategy;

import io.assay.protocol.hparams.HParams;
import java.util.Locale;

/** The strategies by name. */
public enum StrategyKind {
    HONEST(true),
    IDLE(false),
    NOISE(false),
    COPYCAT(false),
    DESYNC(true),
    LATE(true),
    BROKEN(false);

    private final boolean trains;

    StrategyKind(boolean trains) {
        this.trains = trains;
    }

    /** The name in plans. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it trains, so that a number of batches means something. */
    public boolean trains() {
        return trains;
    }

    /**
     * A strategy of this kind.
     *
     * @param batches of a window; 0 for {@code assigned_batches}
     */
    public Strategy strategy(int batches) {
        return switch (this) {
            case HONEST -> new Honest(batches);
            case IDLE -> new Idle();
            case NOISE -> new Noise();
            case COPYCAT -> new Copycat();
            case DESYNC -> new Desync(batches);
            case LATE -> new Late(batches);
            case BROKEN -> new Broken();
        };
    }

    static int batchesOr(int batches, HParams hparams) {
        return batches == 0 ? hparams.assignedBatches() : batches;
    }
}

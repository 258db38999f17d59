package io.assay.miner.strategy;

import io.assay.protocol.hparams.HParams;
import java.util.Locale;
import java.util.function.IntFunction;

/** The strategies by name. */
public enum StrategyKind {
    HONEST(Honest::new, true),
    IDLE(_ -> new Idle(), false),
    NOISE(_ -> new Noise(), false),
    COPYCAT(_ -> new Copycat(), false),
    DESYNC(Desync::new, true),
    LATE(Late::new, true),
    BROKEN(_ -> new Broken(), false);

    private final IntFunction<Strategy> strategy;
    private final boolean trains;

    StrategyKind(IntFunction<Strategy> strategy, boolean trains) {
        this.strategy = strategy;
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
        return strategy.apply(batches);
    }

    static int batchesOr(int batches, HParams hparams) {
        return batches == 0 ? hparams.assignedBatches() : batches;
    }
}

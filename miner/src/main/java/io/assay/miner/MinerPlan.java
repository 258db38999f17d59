package io.assay.miner;

import io.assay.miner.strategy.Strategy;
import io.assay.miner.strategy.StrategyKind;
import io.assay.protocol.Checks;
import java.util.Objects;

/**
 * What one miner is to be.
 *
 * @param kind its strategy
 * @param batches of a window, at most {@value #MAX_BATCHES}; 0 for {@code assigned_batches}, and for kinds that do not
 *     train
 */
public record MinerPlan(StrategyKind kind, int batches) {
    /** Most batches of a window. */
    public static final int MAX_BATCHES = 1 << 16;

    public MinerPlan {
        Objects.requireNonNull(kind, "kind");
        Checks.within("batches", batches, 0, kind.trains() ? MAX_BATCHES : 0);
    }

    /** A miner that trains on the default number of batches, if it trains. */
    public static MinerPlan of(StrategyKind kind) {
        return new MinerPlan(kind, 0);
    }

    /** The strategy. */
    public Strategy strategy() {
        return kind.strategy(batches);
    }

    /** As in {@link MinerPlans}: {@code honest} or {@code honest@8}. */
    @Override
    public String toString() {
        return batches == 0 ? kind.label() : kind.label() + "@" + batches;
    }
}

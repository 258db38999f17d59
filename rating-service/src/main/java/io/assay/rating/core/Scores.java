package io.assay.rating.core;

import org.jspecify.annotations.Nullable;

/** The formulas of a score, as Templar v0.2.80 has them. {@link StrictMath}, so that every machine agrees to the bit. */
public final class Scores {
    private static final double FARTHEST_STEPS = 5;
    private static final double SYNC_EXPONENT = 2.5;

    private Scores() {}

    /**
     * max(0, 1 − min(x, 5)/5)^2.5, in [0, 1].
     *
     * @param stepsBehind x, not negative; absent means that nothing could be measured, and scores 0
     */
    public static double sync(@Nullable Double stepsBehind) {
        return stepsBehind == null || stepsBehind.isNaN()
                ? 0
                : StrictMath.pow(1 - Math.min(stepsBehind, FARTHEST_STEPS) / FARTHEST_STEPS, SYNC_EXPONENT);
    }

    /** ordinal · max(0, binary average) · sync score; zero has no sign. */
    public static double finalScore(Rating rating, double binaryAverage, double syncScore) {
        return rating.ordinal() * Math.max(0, binaryAverage) * syncScore + 0.0;
    }

    /** (1 − α)·old + α·newest. */
    public static double average(double old, double newest, double alpha) {
        return (1 - alpha) * old + alpha * newest;
    }

    /** +1 if the gradient helps on the peer's own data strictly more than on everybody's, else −1. */
    public static int indicator(double ownImprovement, double randomImprovement) {
        return ownImprovement > randomImprovement ? 1 : -1;
    }
}

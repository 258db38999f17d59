package io.assay.rating.core;

import java.util.Arrays;

/**
 * Shares from scores: s^p / Σ s^p over the positive scores, all zero if Σ s^p ≤ 1e-8 (upstream's
 * {@code min_power_normalization}).
 *
 * @param power p, positive
 */
public record PowerNormalisation(double power) {
    private static final double EPSILON = 1e-8;

    /** One share for each score, in [0, 1]; they sum to 1 or are all 0. Scores that are not positive get none. */
    public double[] shares(double[] scores) {
        var largest = Arrays.stream(scores).max().orElse(0);
        if (!(largest > 0)) {
            return new double[scores.length];
        }
        // Relative to the largest, so that no power overflows.
        var powers = Arrays.stream(scores)
                .map(score -> score > 0 ? StrictMath.pow(score / largest, power) : 0)
                .toArray();
        // One after the other: how a stream sums is left to each version of the JDK.
        var sum = 0.0;
        for (var each : powers) {
            sum += each;
        }
        return sum * StrictMath.pow(largest, power) <= EPSILON ? new double[scores.length] : divided(powers, sum);
    }

    private static double[] divided(double[] powers, double sum) {
        return Arrays.stream(powers).map(each -> each / sum).toArray();
    }
}

package io.assay.rating.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One match of n single players, rated by the Plackett-Luce model: Weng and Lin, "A Bayesian Approximation Method for
 * Online Ranking", JMLR 12 (2011), algorithm 4, as openskill.py 6.2.0 computes it.
 *
 * <p>First σ² ← σ² + τ². Then, with c = √Σ(σ² + β²), and for every player q of rank r(q), 0 being the best,
 *
 * <pre>
 *   p(i, q) = exp(μ_i / c) / Σ_{s: r(s) ≥ r(q)} exp(μ_s / c)          A(q) = how many share q's rank
 *   Ω_i = σ_i²/c · Σ_{q: r(q) ≤ r(i)} ([q = i] − p(i, q)) / A(q)
 *   Δ_i = γ_i σ_i²/c² · Σ_{q: r(q) ≤ r(i)} p(i, q) (1 − p(i, q)) / A(q)    γ_i = σ_i / c
 *   μ_i ← μ_i + Ω_i        σ_i ← σ_i √max(1 − Δ_i, κ)                      κ = 1e-4
 * </pre>
 *
 * <p>All players of one rank share one denominator, so that a tie of A players adds p once to each sum, and 1/A stands
 * for the player itself. With the ranks sorted the denominators are suffix sums, and the sums over q are prefix sums of
 * their inverses: O(n log n). Every sum is kept as its logarithm, so that nothing overflows or divides by zero however
 * far apart the players are. Players are summed in an order of their own (score, μ, σ), so that the order in which they
 * are given changes no bit. {@link StrictMath}, because every validator must come to the same verdict.
 *
 * @param beta uncertainty of one performance
 * @param tau added to σ before each match, so that skill may drift
 */
public record PlackettLuce(double beta, double tau) {
    private static final double KAPPA = 1e-4;

    /**
     * The ratings after a match, in the order given. Fewer than two players are no match: their ratings stay.
     *
     * @param scores higher is better; a tie is exact equality, and 0.0 equals −0.0
     * @throws IllegalArgumentException if the lengths differ or a score is not a number
     */
    public List<Rating> rate(List<Rating> priors, double[] scores) {
        check(priors, scores);
        return priors.size() < 2 ? List.copyOf(priors) : match(priors, scores);
    }

    private static void check(List<Rating> priors, double[] scores) {
        if (priors.size() != scores.length) {
            throw new IllegalArgumentException(
                    "scores are " + scores.length + ", allowed: one for each of " + priors.size() + " players");
        }
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("a score is NaN, allowed: numbers; leave the player out");
        }
    }

    private List<Rating> match(List<Rating> priors, double[] scores) {
        var order = bestFirst(priors, scores);
        var c = Math.sqrt(Arrays.stream(order)
                .mapToDouble(i -> variance(priors.get(i)) + beta * beta)
                .sum());
        var strength = strengths(priors, order, c);
        var remaining = suffixSums(strength);
        var after = new Rating[order.length];
        var first = Double.NEGATIVE_INFINITY;
        var second = Double.NEGATIVE_INFINITY;
        for (int start = 0, end; start < order.length; start = end) {
            end = endOfTie(scores, order, start);
            first = logAdd(first, -remaining[start]);
            second = logAdd(second, -2 * remaining[start]);
            for (var k = start; k < end; k++) {
                var p = StrictMath.exp(strength[k] + first);
                var squares = StrictMath.exp(2 * strength[k] + second);
                after[order[k]] = moved(priors.get(order[k]), c, 1.0 / (end - start) - p, p - squares);
            }
        }
        return List.of(after);
    }

    private static Integer[] bestFirst(List<Rating> priors, double[] scores) {
        var order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        // Adding 0.0 turns −0.0 into 0.0, which Double.compare would tell apart.
        Arrays.sort(
                order,
                Comparator.<Integer>comparingDouble(i -> -scores[i] + 0.0)
                        .thenComparingDouble(i -> priors.get(i).mu())
                        .thenComparingDouble(i -> priors.get(i).sigma()));
        return order;
    }

    /** μ/c of each, relative to the largest, which no ratio of exponentials notices. */
    private static double[] strengths(List<Rating> priors, Integer[] order, double c) {
        var largest = priors.stream().mapToDouble(Rating::mu).max().orElseThrow();
        return Arrays.stream(order)
                .mapToDouble(i -> (priors.get(i).mu() - largest) / c)
                .toArray();
    }

    private static double[] suffixSums(double[] strength) {
        var sums = strength.clone();
        for (var k = sums.length - 2; k >= 0; k--) {
            sums[k] = logAdd(strength[k], sums[k + 1]);
        }
        return sums;
    }

    private static int endOfTie(double[] scores, Integer[] order, int start) {
        var end = start + 1;
        while (end < order.length && scores[order[end]] == scores[order[start]]) {
            end++;
        }
        return end;
    }

    private Rating moved(Rating prior, double c, double omega, double delta) {
        var variance = variance(prior);
        var sigma = Math.sqrt(variance);
        var shrink = Math.max(delta, 0) * (variance / (c * c)) * (sigma / c);
        return new Rating(prior.mu() + omega * variance / c, sigma * Math.sqrt(Math.max(1 - shrink, KAPPA)));
    }

    private double variance(Rating rating) {
        return rating.sigma() * rating.sigma() + tau * tau;
    }

    /** log(e^a + e^b). */
    private static double logAdd(double a, double b) {
        var low = Math.min(a, b);
        var high = Math.max(a, b);
        return low == Double.NEGATIVE_INFINITY ? high : high + StrictMath.log1p(StrictMath.exp(low - high));
    }
}

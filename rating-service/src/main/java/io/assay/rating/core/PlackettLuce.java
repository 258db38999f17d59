package io.assay.rating.core;

import io.assay.protocol.Checks;
import java.util.List;

/**
 * One match of n single players, rated by the Plackett-Luce model: Weng and Lin, "A Bayesian Approximation Method for
 * Online Ranking", JMLR 12 (2011), algorithm 4, as openskill.py 6.2.0 computes it.
 *
 * <p>First σ² ← σ² + τ². Then, with c = √Σ(σ² + β²), and for every player q of rank r(q), 0 being the best,
 *
 * <pre>
 *   S(q) = Σ_{s: r(s) ≥ r(q)} exp(μ_s / c)        p(i, q) = exp(μ_i / c) / S(q)
 *   A(q) = how many share q's rank
 *   Ω_i = σ_i²/c · Σ_{q: r(q) ≤ r(i)} ([q = i] − p(i, q)) / A(q)
 *   Δ_i = γ_i σ_i²/c² · Σ_{q: r(q) ≤ r(i)} p(i, q) (1 − p(i, q)) / A(q)    γ_i = σ_i / c
 *   μ_i ← μ_i + Ω_i        σ_i ← σ_i √max(1 − Δ_i, κ)                      κ = 1e-4
 * </pre>
 *
 * <p>κ and γ are the defaults of openskill.py 6.2.0, which also adds τ² before each match and by default sets σ no
 * limit: it may rise from match to match, by τ at most. μ0 and σ0 are at {@link Rating#INITIAL}.
 *
 * <p>All players of one rank share one S, so that a tie of A players adds p once to each sum, and 1/A stands for the
 * player itself. With the ranks sorted, S is a running sum from the worst to the best, and the sums over q are running
 * sums of 1/S and 1/S² from the best to the worst: O(n) after a radix sort. S is kept in units of exp(M/c), M being the
 * largest μ it has seen, its inverses in units of exp(−M/c), their squares in units of exp(−2M/c). From the worst to the
 * best M only rises, and on the way back only falls, so that every change of units multiplies by at most 1: S stays
 * between 1 and n, the sums of inverses between 0 and n, and nothing overflows or divides by zero however far apart the
 * players are. What underflows to zero is nothing beside the rest. One exponential a player.
 *
 * <p>Players are summed in an order of their own (score, μ, σ), so that the order in which they are given changes no
 * bit. {@link StrictMath}, because every validator must come to the same verdict; no fused operations.
 *
 * <p>Keeps its workspace and allocates only for a match larger than any before. Not for more than one thread.
 */
public final class PlackettLuce {
    private static final double KAPPA = 1e-4;

    private final double beta;
    private final double tau;
    private final Ranking ranking = new Ranking();

    /** By place from the worst: exp(μ/c), in units of exp(M/c). */
    private double[] strength = new double[0];

    /** By place from the worst: the unit before the player was seen in units of the one after, at most 1. */
    private double[] fall = new double[0];

    /** By place from the worst: S, of all seen until then. */
    private double[] sum = new double[0];

    /**
     * A model.
     *
     * @param beta β, uncertainty of one performance, in [1e-100, 1e100]
     * @param tau τ, added to σ before each match so that skill may drift, in [0, 1e100]
     */
    public PlackettLuce(double beta, double tau) {
        this.beta = Checks.within("beta", beta, 1 / Rating.LIMIT, Rating.LIMIT);
        this.tau = Checks.within("tau", tau, 0, Rating.LIMIT);
    }

    /**
     * The ratings after a match, in the order given. Fewer than two players are no match: their ratings stay.
     *
     * @param scores higher is better; a tie is exact equality, and 0.0 equals −0.0
     * @throws IllegalArgumentException if the lengths differ or a score is not a number
     */
    public List<Rating> rate(List<Rating> priors, double[] scores) {
        if (priors.size() != scores.length) {
            throw new IllegalArgumentException(
                    "scores are " + scores.length + ", allowed: one for each of " + priors.size() + " players");
        }
        var mu = priors.stream().mapToDouble(Rating::mu).toArray();
        var sigma = priors.stream().mapToDouble(Rating::sigma).toArray();
        rate(mu, sigma, scores, scores.length);
        var after = new Rating[scores.length];
        for (var i = 0; i < after.length; i++) {
            after[i] = new Rating(mu[i], sigma[i]);
        }
        return List.of(after);
    }

    /**
     * Rates a match in place. Fewer than two players are no match: their ratings stay. What comes out is within the
     * limits of a {@link Rating}; after a refusal nothing has changed.
     *
     * @param mu of each player, becomes the μ after
     * @param sigma of each player, becomes the σ after
     * @param scores higher is better; a tie is exact equality, and 0.0 equals −0.0
     * @param players how many there are, at the beginning of each array
     * @throws IllegalArgumentException if an array is too short, a score is not a number, or a rating out of range
     */
    public void rate(double[] mu, double[] sigma, double[] scores, int players) {
        check(mu, sigma, scores, players);
        if (players > 1) {
            reserve(players);
            ranking.rank(mu, sigma, scores, players);
            var perC = 1 / Math.sqrt(totalVariance(sigma, players));
            sumFromWorst(mu, perC, players);
            moveFromBest(mu, sigma, scores, perC, players);
        }
    }

    private static void check(double[] mu, double[] sigma, double[] scores, int players) {
        var most = Math.min(mu.length, Math.min(sigma.length, scores.length));
        if (players < 0 || players > most) {
            throw new IllegalArgumentException(
                    "players are " + players + ", allowed: 0 to " + most + ", the length of the shortest array");
        }
        for (var i = 0; i < players; i++) {
            Rating.check(mu[i], sigma[i]);
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("a score is NaN, allowed: numbers; leave the player out");
            }
        }
    }

    private void reserve(int players) {
        if (sum.length < players) {
            strength = new double[players];
            fall = new double[players];
            sum = new double[players];
        }
    }

    private double totalVariance(double[] sigma, int players) {
        var total = 0.0;
        for (var k = 0; k < players; k++) {
            total += variance(sigma[ranking.player(k)]) + beta * beta;
        }
        return total;
    }

    private double variance(double sigma) {
        return sigma * sigma + tau * tau;
    }

    private void sumFromWorst(double[] mu, double perC, int players) {
        var largest = Double.NEGATIVE_INFINITY;
        var total = 0.0;
        for (var k = 0; k < players; k++) {
            var rise = mu[ranking.player(k)] - largest;
            var smaller = StrictMath.exp(-Math.abs(rise * perC));
            strength[k] = rise > 0 ? 1 : smaller;
            fall[k] = rise > 0 ? smaller : 1;
            total = total * fall[k] + strength[k];
            sum[k] = total;
            largest = Math.max(largest, mu[ranking.player(k)]);
        }
    }

    private void moveFromBest(double[] mu, double[] sigma, double[] scores, double perC, int players) {
        var inverses = 0.0;
        var inverseSquares = 0.0;
        for (int end = players, start; end > 0; end = start) {
            start = startOfTie(scores, end);
            var inverse = 1 / sum[end - 1];
            inverses += inverse;
            inverseSquares += inverse * inverse;
            var unit = 1.0;
            for (var k = end - 1; k >= start; k--) {
                var own = strength[k] * unit;
                var p = own * inverses;
                var spread = p - own * own * inverseSquares;
                move(mu, sigma, ranking.player(k), perC, 1.0 / (end - start) - p, spread);
                unit *= fall[k];
            }
            inverses *= unit;
            inverseSquares *= unit * unit;
        }
    }

    private int startOfTie(double[] scores, int end) {
        var start = end - 1;
        while (start > 0 && scores[ranking.player(start - 1)] == scores[ranking.player(start)]) {
            start--;
        }
        return start;
    }

    private void move(double[] mu, double[] sigma, int player, double perC, double omega, double delta) {
        var variance = variance(sigma[player]);
        var drifted = Math.sqrt(variance);
        var kept = 1 - delta * (variance * perC * perC) * (drifted * perC);
        var moved = mu[player] + omega * (variance * perC);
        mu[player] = Math.clamp(moved, -Rating.LIMIT, Rating.LIMIT);
        // Rounding may leave a trace below zero of a spread that is none, and the square of a σ may be too small.
        sigma[player] = Math.clamp(drifted * Math.sqrt(Math.clamp(kept, KAPPA, 1)), Double.MIN_VALUE, Rating.LIMIT);
    }
}

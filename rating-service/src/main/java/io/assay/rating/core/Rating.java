package io.assay.rating.core;

import io.assay.protocol.Checks;

/**
 * A player's skill as Plackett-Luce sees it.
 *
 * @param mu mean, within ±{@value #LIMIT}
 * @param sigma uncertainty, positive and at most {@value #LIMIT}
 */
public record Rating(double mu, double sigma) {
    /** Beyond this, squares would leave the range of a double. */
    static final double LIMIT = 1e100;

    /** What everybody starts with: μ0 = 25, σ0 = 25/3, as in openskill.py 6.2.0. */
    public static final Rating INITIAL = new Rating(25.0, 25.0 / 3.0);

    public Rating {
        check(mu, sigma);
    }

    /**
     * Checks what is about to be rated, without building the text of a refusal that is hardly ever needed.
     *
     * @throws IllegalArgumentException naming what is out of its range
     */
    static void check(double mu, double sigma) {
        if (!(Math.abs(mu) <= LIMIT && sigma > 0 && sigma <= LIMIT)) {
            Checks.within("mu", mu, -LIMIT, LIMIT);
            Checks.within("sigma", sigma, Double.MIN_VALUE, LIMIT);
        }
    }

    /** μ − 3σ, the conservative skill. */
    public double ordinal() {
        return mu - 3 * sigma;
    }
}

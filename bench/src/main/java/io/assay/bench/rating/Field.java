package io.assay.bench.rating;

import io.assay.rating.core.PlackettLuce;
import java.util.Random;

/**
 * The players of a match, as after some windows: μ around 25, σ around 8, scores of strict ranks but for rare ties.
 *
 * @param mu of each player
 * @param sigma of each player
 * @param scores of each player
 */
record Field(double[] mu, double[] sigma, double[] scores) {
    static final double BETA = 20;
    static final double TAU = 0.1;

    static Field random(int players, Random random) {
        return new Field(
                random.doubles(players, 5, 45).toArray(),
                random.doubles(players, 7.9, 8.34).toArray(),
                random.doubles(players, -0.01, 0.02).map(score -> (float) score).toArray());
    }

    int players() {
        return scores.length;
    }

    /** The same players after the match. */
    Field rated() {
        var after = new Field(mu.clone(), sigma.clone(), scores);
        new PlackettLuce(BETA, TAU).rate(after.mu, after.sigma, scores, players());
        return after;
    }
}

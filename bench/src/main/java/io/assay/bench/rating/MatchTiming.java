package io.assay.bench.rating;

import io.assay.rating.core.PlackettLuce;
import java.util.Random;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One Plackett-Luce match in place, the copying of its priors included. */
@State(Scope.Thread)
public class MatchTiming {
    /** Enough that no branch predictor learns them by heart. */
    private static final int FIELDS = 16;

    @Param("256")
    public int players;

    private final PlackettLuce model = new PlackettLuce(Field.BETA, Field.TAU);
    private Field[] fields = new Field[0];
    private double[] mu = new double[0];
    private double[] sigma = new double[0];
    private int next;

    @Setup
    public void draw() {
        var random = new Random(17);
        fields = Stream.generate(() -> Field.random(players, random))
                .limit(FIELDS)
                .toArray(Field[]::new);
        mu = new double[players];
        sigma = new double[players];
    }

    @Benchmark
    public double match() {
        var field = fields[next++ % FIELDS];
        System.arraycopy(field.mu(), 0, mu, 0, players);
        System.arraycopy(field.sigma(), 0, sigma, 0, players);
        model.rate(mu, sigma, field.scores(), players);
        return mu[0];
    }
}

package io.assay.bench.rating;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH found in a JVM of its own.
 *
 * @param micros one operation takes, the median of the iterations
 * @param bytes one operation allocates
 */
public record Timing(double micros, double bytes) {
    /** One Plackett-Luce match. */
    public static Timing ofMatch(int players) throws RunnerException {
        return of(MatchTiming.class, "match", players);
    }

    /** From standings and a window's inputs to changes, standings and weights. */
    public static Timing ofTransition(int players) throws RunnerException {
        return of(TransitionTiming.class, "transition", players);
    }

    /** One whole window, its inputs put in order and its verdict hashed. */
    public static Timing ofVerdict(int players) throws RunnerException {
        return of(TransitionTiming.class, "verdict", players);
    }

    /** The hash of one verdict. */
    public static Timing ofHash(int players) throws RunnerException {
        return of(TransitionTiming.class, "hash", players);
    }

    private static Timing of(Class<?> timed, String method, int players) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + timed.getName().replace(".", "\\.") + "\\." + method + "$")
                .param("players", Integer.toString(players))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(600))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return of(new Runner(options).runSingle());
    }

    private static Timing of(RunResult result) {
        var iterations = result.getPrimaryResult().getStatistics();
        var allocated = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
        return new Timing(iterations.getPercentile(50), allocated.getScore());
    }
}

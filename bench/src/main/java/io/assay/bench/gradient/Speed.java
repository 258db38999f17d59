package io.assay.bench.gradient;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH measures, each in a JVM of its own. */
public final class Speed {
    private static final String VECTOR = "--add-modules=jdk.incubator.vector";
    private static final String ALONE = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0";

    /** How a JVM is started. */
    public enum Conditions {
        /** As the services, but on one thread. */
        ONE_THREAD,
        /** As the services. */
        ALL_THREADS,
        /** On one thread, without the Vector API. */
        PLAIN;

        private List<String> arguments() {
            var memory = "-Xmx2g";
            return switch (this) {
                case ONE_THREAD -> List.of(memory, VECTOR, ALONE);
                case ALL_THREADS -> List.of(memory, VECTOR);
                case PLAIN -> List.of(memory, ALONE);
            };
        }
    }

    private Speed() {}

    /**
     * Millions of parameters a second.
     *
     * @param method of {@link CodecTiming}
     */
    public static double ofCodec(String method, Conditions conditions) throws RunnerException {
        var values = (double) CodecTiming.EDGE * CodecTiming.EDGE;
        return values / micros(CodecTiming.class, method, conditions, options -> options);
    }

    /**
     * Gigabytes a second.
     *
     * @param method of {@link ReadingTiming}
     * @param ascending whether the indices of a chunk ascend
     */
    public static double ofReading(String method, boolean ascending) throws RunnerException {
        var micros = micros(
                ReadingTiming.class,
                method,
                Conditions.ONE_THREAD,
                options -> options.param("ascending", Boolean.toString(ascending)));
        return ReadingTiming.BYTES / 1e3 / micros;
    }

    private static double micros(
            Class<?> timed, String method, Conditions conditions, UnaryOperator<ChainedOptionsBuilder> parameters)
            throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + timed.getName().replace(".", "\\.") + "\\." + method + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .jvmArgs(conditions.arguments().toArray(String[]::new))
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(7)
                .measurementTime(TimeValue.milliseconds(500))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        var result = new Runner(parameters.apply(options).build()).runSingle();
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}

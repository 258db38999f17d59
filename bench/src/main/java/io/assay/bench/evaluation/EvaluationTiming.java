package io.assay.bench.evaluation;

import io.assay.model.Precision;
import io.assay.model.TorchEngine;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * One model in one precision: the same gradients evaluated by the service, by two workers, by bare forward passes and by
 * upstream's procedure, one after the other on all cores.
 *
 * @param directory for all that is written
 */
public record EvaluationTiming(Path directory, ModelSize size, Precision precision) {
    private static final int GRADIENTS = 16;
    private static final int WARM = 6;
    private static final int UPSTREAM = 4;
    private static final int THREADS = 2;
    private static final double MILLIS = 1e3;

    /**
     * What it took. Seconds are of one gradient.
     *
     * @param seconds in the service, from the first arrival to the last outcome
     * @param peakMemory of the service's process, in bytes
     * @param twoSets of parameters in 32-bit floats, in bytes
     */
    public record Taken(
            double bareSeconds,
            double seconds,
            double upstreamSeconds,
            double secondsWithTwoWorkers,
            long tokens,
            long peakMemory,
            long twoSets,
            Map<Integer, LossDelta> outcomes) {
        /** Of bare forward passes. */
        public double bareTokensASecond() {
            return tokens / bareSeconds;
        }

        /** Of the service. */
        public double tokensASecond() {
            return tokens / seconds;
        }

        /** Of one gradient, for which the service's devices computed; the rest they waited. */
        public double deviceSeconds() {
            return outcomes.entrySet().stream()
                            .filter(entry -> entry.getKey() >= WARM)
                            .mapToLong(entry -> entry.getValue().durationMillis())
                            .average()
                            .orElseThrow()
                    / MILLIS;
        }

        /** The mean magnitude of the gradient scores. */
        public double meanScore() {
            return outcomes.values().stream()
                    .mapToDouble(delta -> Math.abs(score(delta.random())))
                    .average()
                    .orElseThrow();
        }

        /** The mean magnitude of the differences of gradient scores to those of another precision. */
        public double scoreDifference(Taken other) {
            return outcomes.entrySet().stream()
                    .mapToDouble(entry -> Math.abs(score(entry.getValue().random())
                            - score(Objects.requireNonNull(other.outcomes.get(entry.getKey()))
                                    .random())))
                    .average()
                    .orElseThrow();
        }

        private static double score(LossPair pair) {
            return (pair.before() - pair.after()) / pair.before();
        }
    }

    private record Served(double seconds, long peakMemory, Map<Integer, LossDelta> outcomes) {}

    /** Measures; the bare passes before and after the service, so that a machine that slows down does not tell on one of them. */
    public Taken run() throws IOException, InterruptedException {
        var hparams = size.hparams();
        var engine = TorchEngine.open(THREADS);
        double bare;
        double upstream;
        long tokens;
        Served one;
        try (var forwards = new BareForwards(engine, hparams, precision)) {
            forwards.run(0, WARM);
            tokens = forwards.tokens();
            bare = forwards.run(WARM, WARM + GRADIENTS / 2);
            one = served(hparams, 1, THREADS);
            bare += forwards.run(WARM + GRADIENTS / 2, WARM + GRADIENTS);
            upstream = upstream(hparams, forwards);
        }
        var two = served(hparams, 2, 1);
        return new Taken(
                bare / GRADIENTS,
                one.seconds / GRADIENTS,
                upstream / UPSTREAM,
                two.seconds / GRADIENTS,
                tokens,
                one.peakMemory,
                2 * Float.BYTES * hparams.model().parameterCount(),
                one.outcomes);
    }

    private double upstream(HParams hparams, BareForwards forwards) throws IOException {
        var window = new PlayedWindow(hparams, GRADIENTS);
        try (var procedure = new UpstreamProcedure(hparams, precision)) {
            procedure.requireSameSigns(window.gradient(0));
            procedure.run(window.gradient(0), forwards.own(0), forwards.random());
            var seconds = 0.0;
            for (var uid = 1; uid <= UPSTREAM; uid++) {
                seconds += procedure.run(window.gradient(uid), forwards.own(uid), forwards.random());
            }
            return seconds;
        }
    }

    private Served served(HParams hparams, int workers, int threads) throws IOException, InterruptedException {
        var place = Files.createTempDirectory(directory, size.title());
        try (var scene = new EvaluationScene(place, hparams, precision, WARM + GRADIENTS, workers, threads)) {
            scene.prepare();
            scene.evaluate(0, WARM);
            var seconds = scene.evaluate(WARM, WARM + GRADIENTS);
            return new Served(seconds, scene.peakMemory(), scene.outcomes());
        }
    }
}

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
 * upstream's procedure, one at a time on all cores.
 *
 * @param directory for all that is written
 */
public record EvaluationTiming(Path directory, ModelSize size, Precision precision) {
    private static final int GRADIENTS = 16;
    private static final int WARM = 6;
    private static final int TURNS = 4;
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

    /** Measures; the ways take turns, so that a machine that slows down does not tell on one of them. */
    public Taken run() throws IOException, InterruptedException {
        var hparams = size.hparams();
        var engine = TorchEngine.open(THREADS);
        var bare = 0.0;
        var service = 0.0;
        var upstream = 0.0;
        long tokens;
        long peakMemory;
        Map<Integer, LossDelta> outcomes;
        try (var forwards = new BareForwards(engine, hparams, precision);
                var procedure = new UpstreamProcedure(hparams, precision);
                var scene = scene(hparams, 1, THREADS)) {
            scene.prepare();
            tokens = forwards.tokens();
            warm(hparams, forwards, procedure, scene);
            var window = new PlayedWindow(hparams, GRADIENTS);
            for (var turn = 0; turn < TURNS; turn++) {
                var first = WARM + turn * GRADIENTS / TURNS;
                var end = WARM + (turn + 1) * GRADIENTS / TURNS;
                bare += forwards.run(first, end);
                service += scene.evaluate(first, end);
                upstream += procedure.run(window.gradient(turn), forwards.own(turn), forwards.random());
            }
            peakMemory = scene.peakMemory();
            outcomes = scene.outcomes();
        }
        return new Taken(
                bare / GRADIENTS,
                service / GRADIENTS,
                upstream / TURNS,
                twoWorkers(hparams) / GRADIENTS,
                tokens,
                peakMemory,
                2 * Float.BYTES * hparams.model().parameterCount(),
                outcomes);
    }

    private static void warm(HParams hparams, BareForwards forwards, UpstreamProcedure procedure, EvaluationScene scene)
            throws InterruptedException {
        forwards.run(0, WARM / 2);
        var gradient = new PlayedWindow(hparams, 1).gradient(0);
        procedure.requireSameSigns(gradient);
        procedure.run(gradient, forwards.own(0), forwards.random());
        scene.evaluate(0, WARM);
    }

    private double twoWorkers(HParams hparams) throws IOException, InterruptedException {
        try (var scene = scene(hparams, 2, 1)) {
            scene.prepare();
            scene.evaluate(0, WARM);
            return scene.evaluate(WARM, WARM + GRADIENTS);
        }
    }

    private EvaluationScene scene(HParams hparams, int workers, int threads) throws IOException {
        var place = Files.createTempDirectory(directory, size.title());
        return new EvaluationScene(place, hparams, precision, WARM + GRADIENTS, workers, threads);
    }
}

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
import java.util.stream.Collectors;

/**
 * One model in one precision: the same gradients evaluated by the service, by two workers, by bare forward passes and by
 * upstream's procedure, one at a time on all cores.
 *
 * @param directory for all that is written
 */
public record EvaluationTiming(Path directory, ModelSize size, Precision precision) {
    /** Of the gradients of a turn, upstream's procedure takes one in so many. */
    private static final int SPARED = 4;
    /** Told to two workers at once. */
    private static final int GRADIENTS_OF_TWO = 16;

    private static final int THREADS = 2;
    private static final double MILLIS = 1e3;

    /**
     * What it took. Seconds are of one gradient.
     *
     * @param seconds in the service, from the first arrival to the last outcome
     * @param upstreamSeconds by upstream's procedure
     * @param sameForwardSeconds by upstream's procedure, were its forward passes ours
     * @param peakMemory of the service's process, in bytes
     * @param twoSets of parameters in 32-bit floats, in bytes
     * @param outcomes by uid, without those of the warming up
     */
    public record Taken(
            double bareSeconds,
            double seconds,
            double upstreamSeconds,
            double sameForwardSeconds,
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
            return outcomes.values().stream()
                            .mapToLong(LossDelta::durationMillis)
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
        var window = new PlayedWindow(hparams, peers());
        var bare = 0.0;
        var service = 0.0;
        var theirs = 0.0;
        var ours = 0.0;
        long tokens;
        long peakMemory;
        Map<Integer, LossDelta> outcomes;
        try (var forwards = new BareForwards(engine, hparams, precision);
                var procedures = new UpstreamProcedures(hparams, precision);
                var scene = scene(hparams, 1, THREADS)) {
            scene.prepare();
            tokens = forwards.tokens();
            forwards.run(0, size.atOnce());
            procedures.warm(window.gradient(0), forwards.own(0), forwards.random());
            scene.evaluate(0, warm());
            for (var first = warm(); first < peers(); first += size.atOnce()) {
                var end = first + size.atOnce();
                bare += forwards.run(first, end);
                service += scene.evaluate(first, end);
                for (var uid = first; uid < end; uid += SPARED) {
                    theirs += procedures.theirs(window.gradient(uid), forwards.own(uid), forwards.random());
                    ours += procedures.ours(window.gradient(uid), forwards.own(uid), forwards.random());
                }
            }
            peakMemory = scene.peakMemory();
            outcomes = scene.outcomes();
        }
        return new Taken(
                bare / measured(),
                service / measured(),
                theirs * SPARED / measured(),
                ours * SPARED / measured(),
                twoWorkers(hparams) / GRADIENTS_OF_TWO,
                tokens,
                peakMemory,
                2 * Float.BYTES * hparams.model().parameterCount(),
                outcomes.entrySet().stream()
                        .filter(entry -> entry.getKey() >= warm())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private int warm() {
        return 2 * size.atOnce();
    }

    private int measured() {
        return size.turns() * size.atOnce();
    }

    private int peers() {
        return warm() + measured();
    }

    private double twoWorkers(HParams hparams) throws IOException, InterruptedException {
        try (var scene = scene(hparams, 2, 1)) {
            scene.prepare();
            scene.evaluate(0, warm());
            return scene.evaluate(warm(), warm() + GRADIENTS_OF_TWO);
        }
    }

    private EvaluationScene scene(HParams hparams, int workers, int threads) throws IOException {
        var place = Files.createTempDirectory(directory, size.title());
        return new EvaluationScene(place, hparams, precision, peers(), workers, threads);
    }
}

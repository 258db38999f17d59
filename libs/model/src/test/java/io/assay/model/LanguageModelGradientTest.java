package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.data.AssignedData;
import io.assay.model.data.TokenBatch;
import io.assay.model.data.WordNetCorpus;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanguageModelGradientTest {
    private static final List<TokenBatch> BATCHES = List.of(Fixtures.batch(2, 9, 3), Fixtures.batch(3, 7, 4));

    private static LanguageModel stirred() {
        var model = Fixtures.model(Fixtures.tiny());
        model.step(Fixtures.signs(Fixtures.tiny(), 7), 0.3, 0);
        return model;
    }

    @Test
    void agreesWithFiniteDifferencesOfEveryParameter() {
        var random = new SplittableRandom(5);
        try (var model = stirred()) {
            var values = Fixtures.values(model);
            var point = IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i])
                    .toArray();
            var start = 0;
            for (var gradient : model.gradient(BATCHES)) {
                for (var offset : List.of(largest(gradient), random.nextInt(gradient.length))) {
                    assertThat((double) gradient[offset])
                            .as("value %d", start + offset)
                            .isCloseTo(slope(point, start + offset), within(1e-5));
                }
                start += gradient.length;
            }
            assertThat(start).isEqualTo(values.length);
        }
    }

    private static double slope(double[] point, int position) {
        var by = 1e-5;
        return (lossAt(point, position, by) - lossAt(point, position, -by)) / (2 * by);
    }

    private static double lossAt(double[] point, int position, double by) {
        var moved = point.clone();
        moved[position] += by;
        var scalar = new ScalarLlama(Fixtures.tiny().model(), moved);
        var sum = 0.0;
        var tokens = 0L;
        for (var batch : BATCHES) {
            sum += scalar.loss(batch) * batch.predictedTokens();
            tokens += batch.predictedTokens();
        }
        return sum / tokens;
    }

    private static int largest(float[] values) {
        var at = 0;
        for (var i = 1; i < values.length; i++) {
            at = Math.abs(values[i]) > Math.abs(values[at]) ? i : at;
        }
        return at;
    }

    @Test
    void everyParameterHasAGradient() {
        try (var model = stirred()) {
            for (var gradient : model.gradient(BATCHES)) {
                assertThat(Math.abs(gradient[largest(gradient)])).isGreaterThan(1e-4f);
            }
        }
    }

    @Test
    void tellsTheLossAndLeavesTheModelAsItIs() {
        try (var model = stirred()) {
            var before = model.digest();
            var step = model.trainingStep(BATCHES);
            assertThat(step.loss()).isCloseTo(model.loss(BATCHES), within(1e-6));
            assertThat(model.digest()).isEqualTo(before);
        }
    }

    @Test
    void keepsNothingFromOneCallToTheNext() {
        try (var model = stirred()) {
            var first = model.gradient(BATCHES);
            model.gradient(List.of(Fixtures.batch(1, 12, 9)));
            assertThat(model.gradient(BATCHES)).usingRecursiveComparison().isEqualTo(first);
        }
    }

    @Test
    void modelsOfOneProcessTrainAndEvaluateAtTheSameTime() throws Exception {
        try (var one = Fixtures.model(Fixtures.tiny());
                var two = stirred();
                var threads = Executors.newFixedThreadPool(2)) {
            var gradients = one.gradient(BATCHES);
            var others = two.gradient(BATCHES);
            var loss = two.loss(BATCHES);
            Callable<Boolean> training = () -> repeat(() -> sameGradients(one.gradient(BATCHES), gradients));
            Callable<Boolean> both =
                    () -> repeat(() -> two.loss(BATCHES) == loss && sameGradients(two.gradient(BATCHES), others));
            for (var result : threads.invokeAll(List.of(training, both))) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    private static boolean repeat(Callable<Boolean> work) throws Exception {
        var holds = true;
        for (var i = 0; i < 60; i++) {
            holds &= work.call();
        }
        return holds;
    }

    private static boolean sameGradients(List<float[]> some, List<float[]> others) {
        return IntStream.range(0, some.size()).allMatch(i -> Arrays.equals(some.get(i), others.get(i)));
    }

    @Test
    void signStepsOnRealTextLowerTheLoss() {
        var hparams = Fixtures.small();
        var data = new AssignedData(hparams, WordNetCorpus.load(hparams.sequenceLength()));
        try (var model = Fixtures.model(hparams)) {
            var unseen = data.random(1, "ab".repeat(32));
            var before = model.loss(unseen);
            for (var index = 0; index < 30; index++) {
                model.step(Fixtures.signs(model.gradient(List.of(data.batch(1, 2, index)))), 1e-3, 0);
            }
            assertThat(before).isBetween(5.6, 6.0);
            assertThat(model.loss(unseen)).isLessThan(3.9);
        }
    }
}

package io.assay.rating.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Players arbitrarily far apart, against the definition summed term by term. */
class PlackettLuceExtremesTest {
    private static final double BETA = 20;
    private static final double TAU = 0.1;

    /** What draws μ, σ and the scores. */
    static Stream<Arguments> fields() {
        var random = new Random(41);
        DoubleSupplier near = () -> 25 + random.nextGaussian();
        DoubleSupplier far = () -> 1e9 * (random.nextDouble() * 2 - 1);
        DoubleSupplier anywhere = () -> random.nextGaussian() * StrictMath.pow(10, random.nextInt(10));
        DoubleSupplier usual = () -> 8 + random.nextDouble() / 3;
        DoubleSupplier wide = () -> StrictMath.pow(10, random.nextDouble() * 12 - 6);
        DoubleSupplier strict = random::nextGaussian;
        DoubleSupplier ties = () -> random.nextInt(7);
        DoubleSupplier two = () -> random.nextInt(2);
        DoubleSupplier equal = () -> 0;
        return Stream.of(near, far, anywhere)
                .flatMap(mu -> Stream.of(usual, wide)
                        .flatMap(sigma ->
                                Stream.of(strict, ties, two, equal).map(score -> Arguments.of(mu, sigma, score))));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void agreesWithTheDefinition(DoubleSupplier mu, DoubleSupplier sigma, DoubleSupplier score) {
        for (var players : new int[] {2, 3, 5, 17, 80, 200}) {
            var scores = DoubleStream.generate(score).limit(players).toArray();
            assertAsDefined(priors(players, mu, sigma), scores);
        }
    }

    @Test
    void agreesWithTheDefinitionWhetherTheBestOrTheWorstWins() {
        var priors =
                IntStream.range(0, 100).mapToObj(i -> new Rating(40.0 * i, 8)).toList();
        assertAsDefined(priors, IntStream.range(0, 100).asDoubleStream().toArray());
        assertAsDefined(priors, IntStream.range(0, 100).mapToDouble(i -> -i).toArray());
    }

    private static List<Rating> priors(int players, DoubleSupplier mu, DoubleSupplier sigma) {
        return Stream.generate(() -> new Rating(mu.getAsDouble(), sigma.getAsDouble()))
                .limit(players)
                .toList();
    }

    private static void assertAsDefined(List<Rating> priors, double[] scores) {
        var after = new PlackettLuce(BETA, TAU).rate(priors, scores);
        var c = Math.sqrt(priors.stream()
                .mapToDouble(prior -> variance(prior) + BETA * BETA)
                .sum());
        for (var i = 0; i < scores.length; i++) {
            var expected = byDefinition(priors, scores, i, c);
            var step = variance(priors.get(i)) / c;
            assertThat(after.get(i).mu())
                    .isCloseTo(expected.mu(), within(1e-13 * scores.length * (Math.abs(expected.mu()) + step)));
            assertThat(after.get(i).sigma()).isCloseTo(expected.sigma(), within(1e-9 * expected.sigma()));
        }
    }

    private static Rating byDefinition(List<Rating> priors, double[] scores, int i, double c) {
        var omega = 0.0;
        var delta = 0.0;
        for (var q = 0; q < scores.length; q++) {
            if (scores[q] >= scores[i]) {
                var p = share(priors, scores, i, scores[q], c);
                var tied = ties(scores, scores[q]);
                omega += ((q == i ? 1 : 0) - p) / tied;
                delta += p * (1 - p) / tied;
            }
        }
        var v = variance(priors.get(i));
        var shrink = delta * v / (c * c) * Math.sqrt(v) / c;
        return new Rating(priors.get(i).mu() + omega * v / c, Math.sqrt(v) * Math.sqrt(Math.max(1 - shrink, 1e-4)));
    }

    private static long ties(double[] scores, double score) {
        return DoubleStream.of(scores).filter(other -> other == score).count();
    }

    /** exp(μ_i/c) / Σ exp(μ_s/c) over those who score no more than {@code best}, the largest exponent taken out. */
    private static double share(List<Rating> priors, double[] scores, int i, double best, double c) {
        var remaining = IntStream.range(0, scores.length)
                .filter(s -> scores[s] <= best)
                .mapToDouble(s -> priors.get(s).mu())
                .toArray();
        var largest = DoubleStream.of(remaining).max().orElseThrow();
        var sum = DoubleStream.of(remaining)
                .map(mu -> Math.exp((mu - largest) / c))
                .sum();
        return Math.exp((priors.get(i).mu() - largest) / c) / sum;
    }

    private static double variance(Rating rating) {
        return rating.sigma() * rating.sigma() + TAU * TAU;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void tenThousandStayFiniteAndNoSigmaRisesPastItsDrift(
            DoubleSupplier mu, DoubleSupplier sigma, DoubleSupplier score) {
        var priors = priors(10_000, mu, sigma);
        var after = new PlackettLuce(BETA, TAU)
                .rate(priors, DoubleStream.generate(score).limit(10_000).toArray());
        for (var i = 0; i < priors.size(); i++) {
            assertThat(after.get(i).mu()).isFinite();
            assertThat(after.get(i).sigma()).isPositive().isLessThanOrEqualTo(Math.sqrt(variance(priors.get(i))));
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void permutingPlayersChangesNoBit(DoubleSupplier mu, DoubleSupplier sigma, DoubleSupplier score) {
        var priors = priors(500, mu, sigma);
        var scores = DoubleStream.generate(score).limit(500).toArray();
        var shuffled = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
        Collections.shuffle(shuffled, new Random(6));
        var straight = new PlackettLuce(BETA, TAU).rate(priors, scores);
        var permuted = new PlackettLuce(BETA, TAU)
                .rate(
                        shuffled.stream().map(priors::get).toList(),
                        shuffled.stream().mapToDouble(i -> scores[i]).toArray());
        assertThat(permuted)
                .containsExactlyElementsOf(shuffled.stream().map(straight::get).toList());
    }

    @Test
    void equalsThatAllTieKeepTheirMu() {
        var after = new PlackettLuce(BETA, TAU).rate(Collections.nCopies(300, Rating.INITIAL), new double[300]);
        assertThat(after).allSatisfy(rating -> {
            assertThat(rating.mu()).isCloseTo(25, within(1e-12));
            assertThat(rating.sigma()).isEqualTo(after.getFirst().sigma());
        });
    }

    @Test
    void infiniteScoresAreTheBestAndTheWorst() {
        var priors = Collections.nCopies(3, Rating.INITIAL);
        assertThat(new PlackettLuce(BETA, TAU)
                        .rate(priors, new double[] {1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}))
                .isEqualTo(new PlackettLuce(BETA, TAU).rate(priors, new double[] {1, 2, 0}));
    }

    @Test
    void shrinksSigmaToAHundredthAtMost() {
        var priors = new ArrayList<>(Collections.nCopies(20, new Rating(0, 1e-3)));
        priors.add(new Rating(0, 1e6));
        var scores = IntStream.rangeClosed(0, 20).mapToDouble(i -> -i).toArray();
        var after = new PlackettLuce(1e-3, 0).rate(priors, scores);
        assertThat(after.getLast().sigma()).isCloseTo(1e4, within(1e-6));
    }

    @Test
    void whatComesOutIsWithinTheLimitsOfARating() {
        var edges = List.of(
                new Rating(1e100, 1e100),
                new Rating(-1e100, 1e100),
                new Rating(1e100, Double.MIN_VALUE),
                new Rating(0, Double.MIN_VALUE),
                new Rating(-1e100, Double.MIN_VALUE));
        for (var beta : new double[] {1e-100, 1, 1e100}) {
            for (var tau : new double[] {0, 1e100}) {
                var model = new PlackettLuce(beta, tau);
                assertThat(model.rate(edges, new double[] {5, 4, 3, 2, 1})).doesNotContainNull();
                assertThat(model.rate(edges, new double[] {1, 2, 3, 4, 5})).doesNotContainNull();
            }
        }
    }

    @Test
    void aWinnerAtTheLimitStaysThere() {
        var priors = List.of(new Rating(1e100, 1e100), new Rating(1e100, 1e100));
        var after = new PlackettLuce(1, 0).rate(priors, new double[] {2, 1});
        assertThat(after.getFirst().mu()).isEqualTo(1e100);
        assertThat(after.getLast().mu()).isLessThan(1e100);
    }

    @Test
    void sigmaStaysPositiveWhereItsSquareIsTooSmall() {
        var priors = Collections.nCopies(2, new Rating(25, 1e-200));
        assertThat(new PlackettLuce(1, 0).rate(priors, new double[] {2, 1}))
                .allSatisfy(rating -> assertThat(rating.sigma()).isPositive());
    }
}

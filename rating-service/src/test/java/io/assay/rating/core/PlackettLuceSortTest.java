package io.assay.rating.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlackettLuceSortTest {
    private static final int[] SIZES = {0, 1, 2, 3, 63, 64, 65, 66, 257, 5000};

    /** Keys by their index. */
    static Stream<Arguments> keys() {
        var random = new Random(5);
        return Stream.of(
                Arguments.of("random", (LongUnaryOperator) _ -> random.nextLong()),
                Arguments.of("ascending", (LongUnaryOperator) i -> i),
                Arguments.of("descending", (LongUnaryOperator) i -> -i),
                Arguments.of("constant", (LongUnaryOperator) _ -> -7),
                Arguments.of("two", (LongUnaryOperator) i -> i % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE),
                Arguments.of("lowest digit only", (LongUnaryOperator) _ -> random.nextInt(256)),
                Arguments.of("a middle digit only", (LongUnaryOperator) _ -> (long) random.nextInt(256) << 32),
                Arguments.of("highest digit only", (LongUnaryOperator) _ -> (long) random.nextInt(256) << 56),
                Arguments.of("odd digits only", (LongUnaryOperator) _ -> random.nextLong() & 0xFF00FF00FF00FF00L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void sortsAsTheLibraryDoes(String name, LongUnaryOperator key) {
        var sort = new RadixSort();
        for (var size : SIZES) {
            var keys = LongStream.range(0, size).map(key).toArray();
            verify(sort, keys, 0, size);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void sortsARangeAndLeavesTheRest(String name, LongUnaryOperator key) {
        var keys = LongStream.range(0, 400).map(key).toArray();
        verify(new RadixSort(), keys.clone(), 10, 50);
        verify(new RadixSort(), keys.clone(), 37, 390);
    }

    private static void verify(RadixSort sort, long[] keys, int from, int to) {
        var before = keys.clone();
        var values = IntStream.range(0, keys.length).toArray();
        var byKey = IntStream.range(from, to)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(before[a], before[b]))
                .mapToInt(i -> i);
        var expected = IntStream.concat(
                        IntStream.concat(IntStream.range(0, from), byKey), IntStream.range(to, keys.length))
                .toArray();
        sort.sort(keys, values, from, to);
        assertThat(values).isEqualTo(expected);
        assertThat(keys)
                .isEqualTo(IntStream.of(expected).mapToLong(i -> before[i]).toArray());
    }

    private record Player(double score, double mu, double sigma) {
        private static final Comparator<Player> WORST_FIRST = Comparator.comparingDouble(Player::score)
                .thenComparingDouble(Player::mu)
                .thenComparingDouble(Player::sigma);
    }

    static Stream<Arguments> values() {
        var random = new Random(9);
        var special = new double[] {
            Double.NEGATIVE_INFINITY,
            -Double.MAX_VALUE,
            -1.5,
            -Double.MIN_VALUE,
            0,
            Double.MIN_VALUE,
            1,
            1.5,
            1e300,
            Double.POSITIVE_INFINITY
        };
        return Stream.of(
                Arguments.of("strict", (DoubleSupplier) random::nextGaussian),
                Arguments.of("few", (DoubleSupplier) () -> random.nextInt(3) - 1),
                Arguments.of("constant", (DoubleSupplier) () -> 0),
                Arguments.of("special", (DoubleSupplier) () -> special[random.nextInt(special.length)]));
    }

    @ParameterizedTest(name = "scores {0}")
    @MethodSource("values")
    void ranksByScoreThenMuThenSigma(String name, DoubleSupplier score) {
        var random = new Random(13);
        var ranking = new Ranking();
        for (var size : SIZES) {
            var field = Stream.generate(
                            () -> new Player(score.getAsDouble(), random.nextInt(5) - 2, 1 + random.nextInt(4) / 4.0))
                    .limit(size)
                    .toList();
            ranking.rank(
                    field.stream().mapToDouble(Player::mu).toArray(),
                    field.stream().mapToDouble(Player::sigma).toArray(),
                    field.stream().mapToDouble(Player::score).toArray(),
                    size);
            assertThat(IntStream.range(0, size).map(ranking::player).boxed()).doesNotHaveDuplicates();
            assertThat(IntStream.range(0, size).mapToObj(k -> field.get(ranking.player(k))))
                    .containsExactlyElementsOf(
                            field.stream().sorted(Player.WORST_FIRST).toList());
        }
    }

    @Test
    void tellsZerosApartByTheNextKeyOnly() {
        var ranking = new Ranking();
        ranking.rank(new double[] {-0.0, 0.0, -1}, new double[] {2, 1, 3}, new double[] {-0.0, 0.0, 0.0}, 3);
        assertThat(IntStream.range(0, 3).map(ranking::player)).containsExactly(2, 1, 0);
    }

    @Test
    void ranksOnlyAsManyAsItIsTold() {
        var scores = DoubleStream.iterate(100, score -> score - 1).limit(100).toArray();
        var ranking = new Ranking();
        ranking.rank(new double[100], new double[100], scores, 80);
        assertThat(IntStream.range(0, 80).map(ranking::player))
                .containsExactlyElementsOf(
                        IntStream.range(0, 80).map(k -> 79 - k).boxed().toList());
    }
}

package io.assay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
    @Test
    void givesTheSameNumbersForTheSameLabel() {
        assertThat(first(Draw.of("probe", 3, 7L))).isEqualTo(first(Draw.of("probe", 3, 7L)));
        assertThat(first(Draw.of("probe", 3, 7L))).isNotEqualTo(first(Draw.of("probe", 3, 8L)));
    }

    /** By Python: hashlib.sha256(sha256(b"assay/test/1").digest() + n.to_bytes(8, "big")), eight bytes at a time. */
    @Test
    void givesThesePinnedNumbers() {
        assertThat(first(Draw.of("test", 1)))
                .containsExactly(
                        1425625986350782732L,
                        -3985773781052920555L,
                        7206312903217240126L,
                        3550019888749858607L,
                        3152043647908104366L,
                        -8165379154386735853L);
    }

    @Test
    void isSha256InCounterMode() throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        var key = sha256.digest("assay/probe/0xab".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sha256.update(key);
        var second = ByteBuffer.wrap(sha256.digest(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}));
        var draw = Draw.of("probe", "0xab");
        LongStream.range(0, 4).forEach(_ -> draw.nextLong());
        assertThat(draw.nextLong()).isEqualTo(second.getLong());
    }

    @Property
    void staysBelowItsBound(@ForAll @LongRange(min = 1) long bound, @ForAll int seed) {
        assertThat(Draw.of("below", seed).below(bound)).isBetween(0L, bound - 1);
    }

    @Test
    void drawsAllNumbersAlike() {
        var draw = Draw.of("uniform");
        var counts = new int[10];
        IntStream.range(0, 100_000).forEach(_ -> counts[(int) draw.below(10)]++);
        // Five standard deviations of a fair count.
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 10_000) < 475);
    }

    @Test
    void drawsUnitsAlike() {
        var draw = Draw.of("units");
        var units = IntStream.range(0, 100_000).mapToDouble(_ -> draw.unit()).toArray();
        assertThat(Arrays.stream(units)).allMatch(unit -> unit >= 0 && unit < 1);
        assertThat(Arrays.stream(units).average().orElseThrow()).isBetween(0.495, 0.505);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesABoundThatLeavesNothing(long bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Draw.of("x").below(bound))
                .withMessage("bound is " + bound + ", allowed: >= 1");
    }

    @Property
    void drawsDifferentNumbers(
            @ForAll @IntRange(max = 200) int count, @ForAll @LongRange(max = 1000) long more, @ForAll int seed) {
        var drawn = Draw.of("distinct", seed).distinct(count, count + more);
        assertThat(drawn).hasSize(count).doesNotHaveDuplicates();
        assertThat(Arrays.stream(drawn)).allMatch(n -> n >= 0 && n < count + more);
    }

    @Test
    void drawsAllWhenAllAreWanted() {
        assertThat(Draw.of("all").distinct(50, 50))
                .containsExactlyInAnyOrder(LongStream.range(0, 50).toArray());
        assertThat(Draw.of("none").distinct(0, 0)).isEmpty();
    }

    @Test
    void drawsEveryPairAlike() {
        var counts = new int[5];
        IntStream.range(0, 10_000).forEach(seed -> {
            for (var n : Draw.of("pairs", seed).distinct(2, 5)) {
                counts[(int) n]++;
            }
        });
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 4000) < 250);
    }

    @Test
    void refusesMoreThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Draw.of("x").distinct(3, 2))
                .withMessage("count is 3, allowed: 0..2");
        assertThatIllegalArgumentException().isThrownBy(() -> Draw.of("x").distinct(-1, 2));
    }

    @Test
    void prefersWeight() {
        var wins = IntStream.range(0, 10_000)
                .filter(seed -> Draw.of("weighted", seed)
                        .weighted(List.of("light", "heavy"), 1, name -> name.equals("heavy") ? 3 : 1)
                        .contains("heavy"))
                .count();
        assertThat(wins).isBetween(7_280L, 7_720L);
    }

    @Test
    void drawsEachElementOnce() {
        var names = List.of("a", "b", "c");
        assertThat(Draw.of("w").weighted(names, 9, _ -> 1)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(Draw.of("w").weighted(names, 2, _ -> 1)).hasSize(2).doesNotHaveDuplicates();
        assertThat(Draw.of("w").weighted(names, 0, _ -> 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAWeightThatIsNone(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Draw.of("w").weighted(List.of("a"), 1, _ -> weight))
                .withMessage("weight is " + weight + ", allowed: positive and finite");
    }

    private static long[] first(Draw draw) {
        return LongStream.range(0, 6).map(_ -> draw.nextLong()).toArray();
    }
}

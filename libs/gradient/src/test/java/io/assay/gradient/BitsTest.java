package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BitsTest {
    @Property(tries = 1000)
    void putsRunsAnywhereInAnyOrder(
            @ForAll @IntRange(max = 200) int count, @ForAll @IntRange(max = 200) int at, @ForAll long seed) {
        var random = new Random(seed);
        var in = new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
        var straight = new long[Bits.words(count + at + 64L)];
        var reversed = straight.clone();
        Bits.put(in, 0, count, straight, at);
        Bits.putReversed(in, 0, count, reversed, at);
        for (var i = 0; i < straight.length * Long.SIZE; i++) {
            var inside = i >= at && i < at + count;
            assertThat(bit(straight, i)).isEqualTo(inside && bit(in, i - at));
            assertThat(bit(reversed, i)).isEqualTo(inside && bit(in, at + count - 1 - i));
        }
    }

    private static boolean bit(long[] words, int at) {
        return (words[at / Long.SIZE] >>> at & 1) != 0;
    }
}

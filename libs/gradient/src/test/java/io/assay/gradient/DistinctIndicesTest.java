package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DistinctIndicesTest {
    private static final int CHUNKS = 5;

    @Property(tries = 500)
    void takesDistinctIndicesInRangeInAnyOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 65) int k, @ForAll boolean ascending) {
        var random = new Random(seed);
        var chunkSize = k + random.nextInt(1 << 12);
        var indices = drawn(random, k, chunkSize, ascending);
        assertThat(accepted(indices, k, chunkSize)).isTrue();
        assertThat(AscendingIndices.within(parameter(indices), k, chunkSize)).isEqualTo(isAscending(indices, k));
    }

    @Property(tries = 500)
    void findsOneThatIsThereTwice(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 65) int k, @ForAll boolean ascending) {
        var random = new Random(seed);
        var chunkSize = k + random.nextInt(1 << 12);
        var indices = drawn(random, k, chunkSize, ascending);
        var chunk = random.nextInt(CHUNKS) * k;
        var first = random.nextInt(k);
        indices[chunk + first] = indices[chunk + (first + 1 + random.nextInt(k - 1)) % k];
        assertThat(accepted(indices, k, chunkSize)).isFalse();
    }

    @Property(tries = 500)
    void findsOneOutOfRange(@ForAll long seed, @ForAll @IntRange(min = 1, max = 65) int k, @ForAll boolean ascending) {
        var random = new Random(seed);
        var chunkSize = k + random.nextInt(1 << 12);
        var indices = drawn(random, k, chunkSize, ascending);
        indices[random.nextInt(CHUNKS) * k + k - 1] = (short) (chunkSize + random.nextInt((1 << 16) - chunkSize));
        assertThat(accepted(indices, k, chunkSize)).isFalse();
    }

    private static short[] drawn(Random random, int k, int chunkSize, boolean ascending) {
        var indices = new short[CHUNKS * k];
        for (var chunk = 0; chunk < CHUNKS; chunk++) {
            var numbers = random.ints(0, chunkSize).distinct().limit(k).toArray();
            if (ascending) {
                Arrays.sort(numbers);
            }
            for (var i = 0; i < k; i++) {
                indices[chunk * k + i] = (short) numbers[i];
            }
        }
        return indices;
    }

    private static boolean isAscending(short[] indices, int k) {
        for (var i = 1; i < indices.length; i++) {
            if (i % k > 0 && Short.compareUnsigned(indices[i - 1], indices[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean accepted(short[] indices, int k, int chunkSize) {
        return new DistinctIndices().within(parameter(indices), k, chunkSize);
    }

    private static CompressedParameter parameter(short[] indices) {
        return CompressedParameter.of(indices, new float[indices.length]);
    }
}

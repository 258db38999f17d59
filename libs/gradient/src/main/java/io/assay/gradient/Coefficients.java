package io.assay.gradient;

import java.util.Arrays;
import java.util.Objects;

/** One sender's coefficients of one chunk, as sent. */
final class Coefficients {
    private final int chunkSize;
    private final long[] seen;
    private short[] indices = new short[0];
    private float[] values = new float[0];
    private int size;

    Coefficients(int chunkSize) {
        this.chunkSize = chunkSize;
        seen = new long[Bits.words(chunkSize)];
    }

    /** Takes {@code count} coefficients from {@code from} on. */
    void take(CompressedParameter parameter, int from, int count) {
        if (indices.length < count) {
            indices = new short[count];
            values = new float[count];
        }
        parameter.indices(from, count, indices);
        parameter.values(from, count, values);
        size = count;
    }

    int size() {
        return size;
    }

    /**
     * The index of the {@code nth}.
     *
     * @throws IndexOutOfBoundsException if it is not below the chunk's size
     */
    int index(int nth) {
        return Objects.checkIndex(Short.toUnsignedInt(indices[nth]), chunkSize);
    }

    float value(int nth) {
        return values[nth];
    }

    /** Whether no index is there twice. */
    boolean distinct() {
        Arrays.fill(seen, 0);
        var twice = 0L;
        for (var i = 0; i < size; i++) {
            var index = index(i);
            var bit = 1L << index;
            twice |= seen[index >>> 6] & bit;
            seen[index >>> 6] |= bit;
        }
        return twice == 0;
    }
}

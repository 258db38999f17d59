package io.assay.gradient;

import java.util.Arrays;

/**
 * Chooses the k largest magnitudes of a spectrum; of equal ones the lower index.
 *
 * <p>The k-th largest of the maxima of disjoint groups is at least k values' magnitude: few others reach it. Only those
 * are looked at one by one.
 */
final class TopK {
    private static final int GROUPS = 256;

    private final DctKernel kernel;
    private final int k;
    private final int[] indices;
    private final int[] maxima;
    private final int[] places;
    private final int[] magnitudes;
    private final long[] candidates;

    /**
     * A choice of {@code k}.
     *
     * @param indices of the coefficients by place, -1 of padding
     */
    TopK(DctKernel kernel, int k, int[] indices) {
        this.kernel = kernel;
        this.k = k;
        this.indices = indices;
        maxima = new int[groups(indices.length)];
        places = new int[indices.length];
        magnitudes = new int[DctKernel.padded(indices.length)];
        candidates = new long[indices.length];
    }

    /**
     * Writes the chosen indices, ascending, and their values.
     *
     * @param spectrum by place
     */
    void select(float[] spectrum, short[] chosen, float[] values, int at) {
        kernel.groupMaxima(spectrum, indices.length, maxima);
        var found = kernel.placesAtLeast(spectrum, indices.length, kthLargest(maxima), places);
        var count = 0;
        for (var i = 0; i < found; i++) {
            var place = places[i];
            if (indices[place] >= 0) {
                candidates[count++] = (long) indices[place] << Integer.SIZE | place;
            }
        }
        Arrays.sort(candidates, 0, count);
        for (var i = 0; i < count; i++) {
            magnitudes[i] = Float.floatToRawIntBits(spectrum[(int) candidates[i]]) & 0x7FFF_FFFF;
        }
        write(spectrum, count, chosen, values, at);
    }

    // All above the k-th magnitude, and of those that equal it the first ones.
    private void write(float[] spectrum, int count, short[] chosen, float[] values, int at) {
        Arrays.fill(magnitudes, count, DctKernel.padded(count), -1);
        var kth = kthLargest(magnitudes, DctKernel.padded(count));
        var above = 0;
        for (var i = 0; i < count; i++) {
            above += magnitudes[i] > kth ? 1 : 0;
        }
        var equal = k - above;
        var next = at;
        for (var i = 0; i < count && next < at + k; i++) {
            if (magnitudes[i] > kth || (magnitudes[i] == kth && equal-- > 0)) {
                chosen[next] = (short) (candidates[i] >>> Integer.SIZE);
                values[next++] = spectrum[(int) candidates[i]];
            }
        }
    }

    private int kthLargest(int[] numbers) {
        return kthLargest(numbers, numbers.length);
    }

    /** The largest number that at least k of them reach; 0 if there is none. */
    private int kthLargest(int[] numbers, int count) {
        var reached = 0;
        for (var bit = 1 << 30; bit > 0; bit >>>= 1) {
            if (kernel.countAtLeast(numbers, count, reached | bit) >= k) {
                reached |= bit;
            }
        }
        return reached;
    }

    private static int groups(int places) {
        var groups = Math.min(GROUPS, places);
        while (places % groups != 0 || groups % DctKernel.LANES != 0) {
            groups -= 1;
        }
        return groups;
    }
}

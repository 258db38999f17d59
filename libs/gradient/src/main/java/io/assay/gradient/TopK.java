package io.assay.gradient;

import java.util.Arrays;

/** Chooses the k largest magnitudes of a chunk; of equal ones the lower index. */
final class TopK {
    private final long[] heap;

    TopK(int k) {
        heap = new long[k];
    }

    /**
     * Writes the chosen indices, ascending, and their values.
     *
     * @param chunk at least k values
     */
    void select(float[] chunk, short[] indices, float[] values, int at) {
        Arrays.fill(heap, -1);
        for (var index = 0; index < chunk.length; index++) {
            var key = key(chunk[index], index);
            if (key > heap[0]) {
                replaceSmallest(key);
            }
        }
        for (var i = 0; i < heap.length; i++) {
            heap[i] = index(heap[i]);
        }
        Arrays.sort(heap);
        for (var i = 0; i < heap.length; i++) {
            indices[at + i] = (short) heap[i];
            values[at + i] = chunk[(int) heap[i]];
        }
    }

    // The bits of a magnitude order as the magnitude does; below them the index, turned round so that the lower wins.
    private static long key(float value, int index) {
        return (long) Float.floatToRawIntBits(Math.abs(value)) << Integer.SIZE | (Integer.MAX_VALUE - index);
    }

    private static long index(long key) {
        return Integer.MAX_VALUE - (key & 0xFFFF_FFFFL);
    }

    private void replaceSmallest(long key) {
        var hole = 0;
        for (var child = 1; child < heap.length; child = 2 * hole + 1) {
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = key;
    }
}

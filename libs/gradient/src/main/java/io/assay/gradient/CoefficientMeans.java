package io.assay.gradient;

/** The coefficients of one chunk: for each index the mean of the values sent for it. */
final class CoefficientMeans {
    private final float[] sums;
    private final int[] counts;
    private final int[] touched;
    private int size;

    CoefficientMeans(int chunkSize) {
        sums = new float[chunkSize];
        counts = new int[chunkSize];
        touched = new int[chunkSize];
    }

    /** Adds coefficients, each value divided by {@code divisor}. */
    void add(Coefficients sent, double divisor) {
        for (var i = 0; i < sent.size(); i++) {
            var index = sent.index(i);
            if (counts[index]++ == 0) {
                touched[size++] = index;
            }
            sums[index] += (float) (sent.value(i) / divisor);
        }
    }

    /** Number of different indices. */
    int size() {
        return size;
    }

    /** The {@code nth} different index, in the order added. */
    int index(int nth) {
        return touched[nth];
    }

    /** The mean of an index that was added. */
    float mean(int index) {
        return counts[index] == 1 ? sums[index] : sums[index] / counts[index];
    }

    void clear() {
        for (var i = 0; i < size; i++) {
            sums[touched[i]] = 0;
            counts[touched[i]] = 0;
        }
        size = 0;
    }
}

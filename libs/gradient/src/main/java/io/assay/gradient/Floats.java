package io.assay.gradient;

/** The two loops that the transforms spend their time in; the compiler vectorises both. */
final class Floats {
    private Floats() {}

    /** {@code out[at..at+count) += factor · in[from..from+count)}. */
    static void addScaled(float factor, float[] in, int from, float[] out, int at, int count) {
        for (var i = 0; i < count; i++) {
            out[at + i] += factor * in[from + i];
        }
    }

    /** {@code sum[i] = a[i] + b[i]} and {@code difference[i] = a[i] − b[i]} in the same array. */
    static void sumAndDifference(float[] a, float[] b, int count, float[] out, int sumAt, int differenceAt) {
        for (var i = 0; i < count; i++) {
            out[differenceAt + i] = a[i] - b[i];
        }
        for (var i = 0; i < count; i++) {
            out[sumAt + i] = a[i] + b[i];
        }
    }
}

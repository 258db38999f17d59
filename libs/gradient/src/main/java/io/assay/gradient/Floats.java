package io.assay.gradient;

/**
 * The loops that the transforms spend their time in. Each is plain enough for the compiler to vectorise, and sums in a
 * fixed order, so that every machine gets the same bits.
 */
final class Floats {
    private Floats() {}

    /** {@code out[at + i] += factor · in[from + i]} for each i below {@code count}. */
    static void addScaled(float factor, float[] in, int from, float[] out, int at, int count) {
        for (var i = 0; i < count; i++) {
            out[at + i] += factor * in[from + i];
        }
    }

    /**
     * Adds to a row of {@code out} the rows of a matrix, each times its factor.
     *
     * @param factors one for each row, from {@code from} on
     * @param terms number of rows
     * @param matrix rows of {@code count} values
     */
    static void addProduct(float[] factors, int from, int terms, float[] matrix, float[] out, int at, int count) {
        var term = 0;
        for (; term + 4 <= terms; term += 4) {
            addFour(factors, from + term, matrix, term * count, out, at, count);
        }
        for (; term < terms; term++) {
            addScaled(factors[from + term], matrix, term * count, out, at, count);
        }
    }

    // Four rows at once read and write the sum once instead of four times.
    private static void addFour(float[] factors, int from, float[] matrix, int row, float[] out, int at, int count) {
        var a = factors[from];
        var b = factors[from + 1];
        var c = factors[from + 2];
        var d = factors[from + 3];
        for (var i = 0; i < count; i++) {
            var j = row + i;
            out[at + i] +=
                    (a * matrix[j] + b * matrix[j + count]) + (c * matrix[j + 2 * count] + d * matrix[j + 3 * count]);
        }
    }

    /** {@code out[sumAt + i] = a[i] + b[i]} and {@code out[differenceAt + i] = a[i] − b[i]}; the sum wins where equal. */
    static void sumAndDifference(float[] a, float[] b, int count, float[] out, int sumAt, int differenceAt) {
        for (var i = 0; i < count; i++) {
            out[differenceAt + i] = a[i] - b[i];
        }
        for (var i = 0; i < count; i++) {
            out[sumAt + i] = a[i] + b[i];
        }
    }
}

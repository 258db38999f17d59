package io.assay.gradient;

import java.util.Arrays;

/**
 * The inverse of a sparse chunk. Columns first, and only in rows of frequencies that hold a coefficient; then rows, of
 * which the lower half follows from the upper: even frequencies are symmetric, odd ones antisymmetric.
 */
final class InverseDct {
    private final float[] rowCosines;
    private final float[] columnCosines;
    private final int rows;
    private final int columns;
    private final CoefficientMeans coefficients;
    private final float[] halfway;
    private final boolean[] used;
    private final float[] even;
    private final float[] odd;

    InverseDct(DctBasis rowBasis, DctBasis columnBasis) {
        rowCosines = rowBasis.byFrequency();
        columnCosines = columnBasis.byFrequency();
        rows = rowBasis.length();
        columns = columnBasis.length();
        coefficients = new CoefficientMeans(rows * columns);
        halfway = new float[rows * columns];
        used = new boolean[rows];
        even = new float[columns];
        odd = new float[columns];
    }

    /** The coefficients that the next {@link #write} decodes and clears. */
    CoefficientMeans coefficients() {
        return coefficients;
    }

    /** Writes the chunk to {@code out}: its first value at {@code at}, its rows {@code stride} apart. */
    void write(float[] out, int at, int stride) {
        invertColumns();
        for (var row = 0; row < (rows + 1) / 2; row++) {
            sumFrequencies(0, row, even);
            sumFrequencies(1, row, odd);
            Floats.sumAndDifference(even, odd, columns, out, at + row * stride, at + (rows - 1 - row) * stride);
        }
        coefficients.clear();
    }

    private void invertColumns() {
        Arrays.fill(used, false);
        for (var i = 0; i < coefficients.size(); i++) {
            var index = coefficients.index(i);
            var row = index / columns;
            if (!used[row]) {
                used[row] = true;
                Arrays.fill(halfway, row * columns, (row + 1) * columns, 0);
            }
            var cosine = index % columns * columns;
            Floats.addScaled(coefficients.mean(index), columnCosines, cosine, halfway, row * columns, columns);
        }
    }

    private void sumFrequencies(int first, int row, float[] sum) {
        Arrays.fill(sum, 0);
        for (var frequency = first; frequency < rows; frequency += 2) {
            if (used[frequency]) {
                Floats.addScaled(
                        rowCosines[frequency * rows + row], halfway, frequency * columns, sum, 0, columns);
            }
        }
    }
}

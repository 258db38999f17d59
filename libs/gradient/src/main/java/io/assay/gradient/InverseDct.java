package io.assay.gradient;

/**
 * The inverse of a sparse chunk. Columns first, and only in rows of frequencies that hold a coefficient; then rows, of
 * which the lower half follows from the upper: even frequencies are symmetric, odd ones antisymmetric.
 */
final class InverseDct {
    private final float[] columnCosines;
    private final int rows;
    private final int columns;
    private final CoefficientMeans coefficients;
    private final HalfSpectrum evenFrequencies;
    private final HalfSpectrum oddFrequencies;
    private final float[] even;
    private final float[] odd;

    InverseDct(DctBasis rowBasis, DctBasis columnBasis) {
        columnCosines = columnBasis.byFrequency();
        rows = rowBasis.length();
        columns = columnBasis.length();
        coefficients = new CoefficientMeans(rows * columns);
        evenFrequencies = new HalfSpectrum(rowBasis, columns);
        oddFrequencies = new HalfSpectrum(rowBasis, columns);
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
            evenFrequencies.row(row, even);
            oddFrequencies.row(row, odd);
            Floats.sumAndDifference(even, odd, columns, out, at + row * stride, at + (rows - 1 - row) * stride);
        }
        coefficients.clear();
        evenFrequencies.clear();
        oddFrequencies.clear();
    }

    private void invertColumns() {
        for (var i = 0; i < coefficients.size(); i++) {
            var index = coefficients.index(i);
            var frequency = index / columns;
            var half = (frequency & 1) == 0 ? evenFrequencies : oddFrequencies;
            half.add(frequency, coefficients.mean(index), columnCosines, index % columns * columns);
        }
    }
}

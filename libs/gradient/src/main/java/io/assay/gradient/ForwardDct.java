package io.assay.gradient;

import java.util.Arrays;

/** The DCT-II of a dense chunk: columns first, then rows. */
final class ForwardDct {
    private final float[] rowCosines;
    private final float[] columnPositions;
    private final int rows;
    private final int columns;
    private final float[] halfway;
    private final float[] coefficients;

    ForwardDct(DctBasis rowBasis, DctBasis columnBasis) {
        rowCosines = rowBasis.byFrequency();
        columnPositions = columnBasis.byPosition();
        rows = rowBasis.length();
        columns = columnBasis.length();
        halfway = new float[rows * columns];
        coefficients = new float[rows * columns];
    }

    /**
     * Transforms the chunk whose first value is {@code in[at]} and whose rows are {@code stride} apart.
     *
     * @return row frequency · columns + column frequency; overwritten by the next call
     */
    float[] transform(float[] in, int at, int stride) {
        Arrays.fill(halfway, 0);
        for (var row = 0; row < rows; row++) {
            Floats.addProduct(in, at + row * stride, columns, columnPositions, halfway, row * columns, columns);
        }
        Arrays.fill(coefficients, 0);
        for (var frequency = 0; frequency < rows; frequency++) {
            Floats.addProduct(rowCosines, frequency * rows, rows, halfway, coefficients, frequency * columns, columns);
        }
        return coefficients;
    }
}

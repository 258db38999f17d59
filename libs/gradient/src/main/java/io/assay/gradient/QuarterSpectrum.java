package io.assay.gradient;

import io.assay.gradient.DctKernel.Factors;
import io.assay.gradient.DctKernel.Rows;
import java.util.Arrays;

/**
 * A chunk's coefficients of one parity of row frequency and one of column frequency, their columns inverted already in
 * the first half of the positions. Only row frequencies that hold a coefficient have a row, without gaps.
 */
final class QuarterSpectrum {
    private final DctKernel kernel;
    private final DctBasis rowBasis;
    private final DctBasis columnBasis;
    private final int width;
    private final int[] slots;
    private final int[] frequencies;
    private final int[] cosines;
    private final float[] content;
    private final Factors factors;
    private final Rows rows;
    private final float[] quarter;
    private final Rows out;
    private int size;

    QuarterSpectrum(DctKernel kernel, DctBasis rowBasis, DctBasis columnBasis) {
        this.kernel = kernel;
        this.rowBasis = rowBasis;
        this.columnBasis = columnBasis;
        width = columnBasis.width();
        slots = new int[rowBasis.length()];
        frequencies = new int[rowBasis.length()];
        cosines = new int[rowBasis.length()];
        content = new float[rowBasis.half() * width];
        factors = new Factors(rowBasis.byFrequency(), 0, 1, cosines);
        rows = new Rows(content, 0, width);
        quarter = new float[rowBasis.half() * width];
        out = new Rows(quarter, 0, width);
        Arrays.fill(slots, -1);
    }

    /** Adds a coefficient. */
    void add(int rowFrequency, int columnFrequency, float value) {
        var slot = slots[rowFrequency];
        var from = columnFrequency * width;
        if (slot < 0) {
            slots[rowFrequency] = size;
            frequencies[size] = rowFrequency;
            cosines[size] = rowFrequency * rowBasis.width();
            kernel.scale(value, columnBasis.byFrequency(), from, content, size * width, width);
            size++;
        } else {
            kernel.addScaled(value, columnBasis.byFrequency(), from, content, slot * width, width);
        }
    }

    /** What these coefficients give in the first half of rows and columns, a row after another; then there are none. */
    void invert() {
        kernel.product(factors, rows, out, rowBasis.half(), size, width);
        for (var slot = 0; slot < size; slot++) {
            slots[frequencies[slot]] = -1;
        }
        size = 0;
    }

    /** Where {@link #invert} writes. */
    float[] quarter() {
        return quarter;
    }
}

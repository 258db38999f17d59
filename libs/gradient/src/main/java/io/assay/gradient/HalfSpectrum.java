package io.assay.gradient;

import java.util.Arrays;

/** The row frequencies of one parity that hold a coefficient, their columns inverted already; stored without gaps. */
final class HalfSpectrum {
    private final float[] rowCosines;
    private final int rows;
    private final int columns;
    private final int[] slots;
    private final int[] frequencies;
    private final float[] content;
    private final float[] factors;
    private int size;

    HalfSpectrum(DctBasis rowBasis, int columns) {
        rowCosines = rowBasis.byFrequency();
        rows = rowBasis.length();
        this.columns = columns;
        slots = new int[rows];
        frequencies = new int[rows];
        content = new float[rows * columns];
        factors = new float[rows];
        Arrays.fill(slots, -1);
    }

    /** Adds {@code factor} times the cosine that begins at {@code from}. */
    void add(int frequency, float factor, float[] columnCosines, int from) {
        if (slots[frequency] < 0) {
            slots[frequency] = size;
            frequencies[size] = frequency;
            Arrays.fill(content, size * columns, (size + 1) * columns, 0);
            size++;
        }
        Floats.addScaled(factor, columnCosines, from, content, slots[frequency] * columns, columns);
    }

    /** What these frequencies give in one row of the chunk. */
    void row(int row, float[] sum) {
        for (var slot = 0; slot < size; slot++) {
            factors[slot] = rowCosines[frequencies[slot] * rows + row];
        }
        Arrays.fill(sum, 0);
        Floats.addProduct(factors, 0, size, content, sum, 0, columns);
    }

    void clear() {
        for (var slot = 0; slot < size; slot++) {
            slots[frequencies[slot]] = -1;
        }
        size = 0;
    }
}

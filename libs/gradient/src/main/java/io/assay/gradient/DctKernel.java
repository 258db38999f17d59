package io.assay.gradient;

/**
 * The loops that the transforms spend their time in. Every implementation gives the same bits: each number is one chain
 * of {@link Math#fma} in a fixed order, whatever is computed beside it.
 *
 * <p>Widths are multiples of {@value #LANES}: rows are padded with zeros.
 */
sealed interface DctKernel permits PlainKernel, VectorKernel {
    /** Rows are padded to a multiple of it: the widest vector's floats. */
    int LANES = 16;

    /** The fastest there is on this machine. */
    static DctKernel fastest() {
        return VectorModule.isThere() && VectorKernel.isWide() ? new VectorKernel() : new PlainKernel();
    }

    /** The next multiple of {@link #LANES}. */
    static int padded(int width) {
        return (width + LANES - 1) / LANES * LANES;
    }

    /** For logs, one word. */
    String name();

    /** {@code out[at + i] = factor · in[from + i]}. */
    void scale(float factor, float[] in, int from, float[] out, int at, int width);

    /** {@code out[at + i] = fma(factor, in[from + i], out[at + i])}. */
    void addScaled(float factor, float[] in, int from, float[] out, int at, int width);

    /**
     * A matrix product: {@code out[r][i] = Σ factors[r][t] · matrix[t][i]}, t ascending, begun at 0.
     *
     * @param terms may be 0
     */
    void product(Factors factors, Rows matrix, Rows out, int rows, int terms, int width);

    /**
     * One row's values of a chunk from {@code at} on in all four quarters: from 0 on the upper left, then the upper
     * right from the edge inwards, the lower left, the lower right; each {@code width} values.
     */
    void floats(Quarters quarters, int at, int width, float[] out);

    /** The same, each value in its place: rows of 2 · {@code width} values at {@code upper} and {@code lower}. */
    void mirror(Quarters quarters, int at, int width, float[] out, int upper, int lower);

    /** Whether the values that {@link #floats} writes are above 0: from {@code to} on a bit each, each quarter in words of its own. */
    void signs(Quarters quarters, int at, int width, long[] out, int to);

    /** The same for rows of 64 values, each in its place: a row is a word of {@code out}, at {@code upper} and {@code lower}. */
    void mirrorSigns(Quarters quarters, int at, int width, long[] out, int upper, int lower);

    /**
     * The largest of {@code maxima.length} interleaved groups of magnitudes, as bits: of values[j], values[j + groups],
     * values[j + 2 · groups] and so on.
     *
     * @param count of values, a multiple of {@code maxima.length}, which is one of {@link #LANES}
     */
    void groupMaxima(float[] values, int count, int[] maxima);

    /** How many of the first {@code length}, a multiple of {@link #LANES}, are at least {@code threshold}. */
    int countAtLeast(int[] numbers, int length, int threshold);

    /** Writes the places of the values whose magnitude's bits are at least {@code threshold}; their number. */
    int placesAtLeast(float[] values, int count, int threshold, int[] places);

    /** Elements of a matrix: {@code (r, t)} is {@code content[at + r · row + terms[t]]}. */
    record Factors(float[] content, int at, int row, int[] terms) {}

    /** Rows of a matrix: row r begins at {@code content[at + r · step]}. */
    record Rows(float[] content, int at, int step) {}

    /**
     * The first quarter of a chunk, in four parts by the parity of row and column frequency. Past the middle of the rows
     * the odd row frequencies change their sign, past the middle of the columns the odd column frequencies.
     */
    record Quarters(float[] evenEven, float[] evenOdd, float[] oddEven, float[] oddOdd) {}
}

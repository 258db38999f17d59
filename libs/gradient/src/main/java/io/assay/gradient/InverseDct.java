package io.assay.gradient;

import io.assay.gradient.DctKernel.Quarters;

/**
 * The inverse of a sparse chunk. Columns first, and only in rows of frequencies that hold a coefficient; then rows. Both
 * only in the first half of their positions: a cosine is symmetric or antisymmetric about the middle, so that the other
 * three quarters of the chunk are sums and differences of the same four numbers.
 */
final class InverseDct {
    private final DctKernel kernel;
    private final int rows;
    private final int columns;
    private final int width;
    private final int words;
    private final long reciprocal;
    private final Coefficients sent;
    private final CoefficientMeans means;
    private final QuarterSpectrum[] spectra;
    private final Quarters quarters;
    private final float[] four;
    private final long[] bits;

    InverseDct(DctKernel kernel, DctBasis rowBasis, DctBasis columnBasis) {
        this.kernel = kernel;
        rows = rowBasis.length();
        columns = columnBasis.length();
        width = columnBasis.width();
        words = Bits.words(width);
        reciprocal = (1L << Integer.SIZE) / columns + 1;
        sent = new Coefficients(rows * columns);
        means = new CoefficientMeans(rows * columns);
        spectra = new QuarterSpectrum[4];
        for (var i = 0; i < spectra.length; i++) {
            spectra[i] = new QuarterSpectrum(kernel, rowBasis, columnBasis);
        }
        quarters = new Quarters(spectra[0].quarter(), spectra[1].quarter(), spectra[2].quarter(), spectra[3].quarter());
        four = new float[4 * width];
        bits = new long[4 * words];
    }

    /** For one sender's coefficients at a time. */
    Coefficients sent() {
        return sent;
    }

    /** For those of several senders, or where an index is there twice. */
    CoefficientMeans means() {
        return means;
    }

    /** Adds what was sent to what the next {@link #write} or {@link #signs} decodes. */
    void addSent() {
        for (var i = 0; i < sent.size(); i++) {
            add(sent.index(i), sent.value(i));
        }
    }

    /** Adds the means, and clears them. */
    void addMeans() {
        for (var i = 0; i < means.size(); i++) {
            add(means.index(i), means.mean(means.index(i)));
        }
        means.clear();
    }

    private void add(int index, float value) {
        // A division, exact for all u16.
        var row = (int) ((index * reciprocal) >>> Integer.SIZE);
        var column = index - row * columns;
        spectra[2 * (row & 1) + (column & 1)].add(row, column, value);
    }

    /** Writes the chunk to {@code out}: its first value at {@code at}, its rows {@code stride} apart. */
    void write(float[] out, int at, int stride) {
        invert();
        for (var row = 0; row < (rows + 1) / 2; row++) {
            var upper = at + row * stride;
            var lower = at + (rows - 1 - row) * stride;
            if (2 * width == columns) {
                kernel.mirror(quarters, row * width, width, out, upper, lower);
            } else {
                kernel.floats(quarters, row * width, width, four);
                write(2 * width, out, lower);
                write(0, out, upper);
            }
        }
    }

    private void write(int from, float[] out, int at) {
        System.arraycopy(four, from, out, at, (columns + 1) / 2);
        for (var i = 0; i < columns / 2; i++) {
            out[at + columns - 1 - i] = four[from + width + i];
        }
    }

    /**
     * Sets the bits of values above 0.
     *
     * @param out clear where the chunk lies
     * @param at bit of the chunk's first value; its rows are {@code stride} bits apart
     */
    void signs(long[] out, long at, int stride) {
        invert();
        if (2 * width == Long.SIZE && columns == Long.SIZE && at % Long.SIZE == 0 && stride % Long.SIZE == 0) {
            signWords(out, Math.toIntExact(at / Long.SIZE), stride / Long.SIZE);
            return;
        }
        for (var row = 0; row < (rows + 1) / 2; row++) {
            kernel.signs(quarters, row * width, width, bits, 0);
            // The middle is a mirror image of itself.
            if (rows - 1 - row > row) {
                put(2 * words, out, at + (long) (rows - 1 - row) * stride);
            }
            put(0, out, at + (long) row * stride);
        }
    }

    /** A row is a word: nothing to shift. The middle of an odd number of rows is written twice, the upper half last. */
    private void signWords(long[] out, int at, int stride) {
        for (var row = 0; row < (rows + 1) / 2; row++) {
            kernel.mirrorSigns(quarters, row * width, width, out, at + row * stride, at + (rows - 1 - row) * stride);
        }
    }

    private void put(int from, long[] out, long at) {
        if (columns > Long.SIZE) {
            Bits.put(bits, from, (columns + 1) / 2, out, at);
            Bits.putReversed(bits, from + words, columns / 2, out, at + (columns + 1) / 2);
            return;
        }
        // Both halves in one word: the bits of padding fall off at the ends.
        var left = bits[from] << -((columns + 1) / 2);
        var right = columns > 1 ? Long.reverse(bits[from + words] << -(columns / 2)) : 0;
        Bits.put(left >>> -((columns + 1) / 2) | right << ((columns + 1) / 2), columns, out, at);
    }

    private void invert() {
        for (var spectrum : spectra) {
            spectrum.invert();
        }
    }
}

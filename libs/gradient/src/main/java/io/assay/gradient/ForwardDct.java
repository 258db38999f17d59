package io.assay.gradient;

import io.assay.gradient.DctKernel.Factors;
import io.assay.gradient.DctKernel.Rows;
import java.util.stream.IntStream;

/**
 * The DCT-II of a dense chunk. The chunk is folded about both middles first: cosines of even frequency see the sum of a
 * value and its mirror image, those of odd frequency the difference, and each product has a quarter of the factors.
 *
 * <p>A spectrum's row holds the even column frequencies, then the odd ones, each part padded.
 */
final class ForwardDct {
    private final DctKernel kernel;
    private final DctBasis rowBasis;
    private final DctBasis columnBasis;
    private final int width;
    private final int chunk;
    private final float[] halfway;
    private final float[] spectrum;
    private final Factors evenRows;
    private final Factors oddRows;
    private final Rows evenHalfway;
    private final Rows oddHalfway;
    private final Factors evenColumns;
    private final Factors oddColumns;
    private final Rows evenCosines;
    private final Rows oddCosines;
    private float[] sums = new float[0];
    private float[] differences = new float[0];

    ForwardDct(DctKernel kernel, DctBasis rowBasis, DctBasis columnBasis) {
        this.kernel = kernel;
        this.rowBasis = rowBasis;
        this.columnBasis = columnBasis;
        width = columnBasis.evenWidth() + columnBasis.oddWidth();
        chunk = rowBasis.half() * width;
        halfway = new float[rowBasis.length() * width];
        spectrum = new float[rowBasis.length() * width];
        var step = rowBasis.width();
        var positions = IntStream.range(0, Math.max(rowBasis.half(), columnBasis.half()))
                .toArray();
        evenRows = new Factors(rowBasis.byFrequency(), 0, 2 * step, positions);
        oddRows = new Factors(rowBasis.byFrequency(), step, 2 * step, positions);
        evenHalfway = new Rows(halfway, 0, 2 * width);
        oddHalfway = new Rows(halfway, width, 2 * width);
        evenColumns = new Factors(halfway, 0, width, positions);
        oddColumns = new Factors(halfway, columnBasis.evenWidth(), width, positions);
        evenCosines = new Rows(columnBasis.evenByPosition(), 0, columnBasis.evenWidth());
        oddCosines = new Rows(columnBasis.oddByPosition(), 0, columnBasis.oddWidth());
    }

    /** Number of places in a spectrum. */
    int places() {
        return spectrum.length;
    }

    /** The index of a coefficient, row frequency · columns + column frequency, by its place; -1 of padding. */
    int[] indices() {
        var indices = new int[places()];
        for (var place = 0; place < indices.length; place++) {
            var inRow = place % width;
            var even = inRow < columnBasis.evenWidth();
            var column = even ? 2 * inRow : 2 * (inRow - columnBasis.evenWidth()) + 1;
            indices[place] = column < columnBasis.length() ? place / width * columnBasis.length() + column : -1;
        }
        return indices;
    }

    /**
     * Reads a strip of chunks, row by row as it lies in memory.
     *
     * @param in its first value at {@code at}
     * @param across number of chunks
     */
    void read(float[] in, int at, int across) {
        if (sums.length < across * chunk) {
            sums = new float[across * chunk];
            differences = new float[across * chunk];
        }
        var columns = columnBasis.length();
        var rows = rowBasis.length();
        for (var row = 0; row < rowBasis.half(); row++) {
            var upper = at + row * across * columns;
            var lower = at + (rows - 1 - row) * across * columns;
            for (var i = 0; i < across; i++) {
                if (upper == lower) {
                    foldMiddle(in, upper + i * columns, i * chunk + row * width);
                } else {
                    fold(in, upper + i * columns, lower + i * columns, i * chunk + row * width);
                }
            }
        }
    }

    /**
     * Transforms the {@code nth} chunk of the strip.
     *
     * @return coefficients by place; overwritten by the next call
     */
    float[] transform(int nth) {
        var rows = rowBasis.length();
        kernel.product(
                evenRows, new Rows(sums, nth * chunk, width), evenHalfway, rowBasis.half(), rowBasis.half(), width);
        kernel.product(oddRows, new Rows(differences, nth * chunk, width), oddHalfway, rows / 2, rows / 2, width);
        var even = columnBasis.evenWidth();
        var odd = columnBasis.oddWidth();
        kernel.product(evenColumns, evenCosines, new Rows(spectrum, 0, width), rows, columnBasis.half(), even);
        kernel.product(oddColumns, oddCosines, new Rows(spectrum, even, width), rows, columnBasis.length() / 2, odd);
        return spectrum;
    }

    private void fold(float[] in, int upper, int lower, int out) {
        var last = columnBasis.length() - 1;
        var odd = out + columnBasis.evenWidth();
        for (var i = 0; i < columnBasis.length() / 2; i++) {
            var a = in[upper + i];
            var b = in[upper + last - i];
            var c = in[lower + i];
            var d = in[lower + last - i];
            sums[out + i] = (a + c) + (b + d);
            sums[odd + i] = (a + c) - (b + d);
            differences[out + i] = (a - c) + (b - d);
            differences[odd + i] = (a - c) - (b - d);
        }
        if (last % 2 == 0) {
            sums[out + last / 2] = in[upper + last / 2] + in[lower + last / 2];
            differences[out + last / 2] = in[upper + last / 2] - in[lower + last / 2];
        }
    }

    // A row that is its own mirror image has no difference, and counts once.
    private void foldMiddle(float[] in, int at, int out) {
        var last = columnBasis.length() - 1;
        var odd = out + columnBasis.evenWidth();
        for (var i = 0; i < columnBasis.length() / 2; i++) {
            sums[out + i] = in[at + i] + in[at + last - i];
            sums[odd + i] = in[at + i] - in[at + last - i];
        }
        if (last % 2 == 0) {
            sums[out + last / 2] = in[at + last / 2];
        }
    }
}

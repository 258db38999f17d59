package io.assay.gradient;

import io.assay.protocol.hparams.ParameterShape;
import java.util.List;
import java.util.Objects;

/**
 * How one parameter is cut into chunks. A vector is treated as a matrix of one row.
 *
 * @param shape name and shape
 * @param chunkRows rows of a chunk, a divisor of the rows; 1 for a vector
 * @param chunkColumns columns of a chunk, a divisor of the columns
 * @param k coefficients sent of each chunk, 1 to {@link #chunkSize()}
 * @param offset index of its first value in the vector of all parameters, row-major, in the model's canonical order
 */
public record ParameterLayout(ParameterShape shape, int chunkRows, int chunkColumns, int k, long offset) {
    /** Largest chunk whose indices fit a u16. */
    public static final int MAX_CHUNK_SIZE = 1 << 16;

    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    /**
     * @throws IllegalArgumentException if the chunks do not tile the parameter, k is no count of a chunk's
     *     coefficients, or the parameter has more values than an array takes
     */
    public ParameterLayout {
        Objects.requireNonNull(shape, "shape");
        require(shape.size() <= MAX_SIZE, shape, "values", shape.size(), "at most " + MAX_SIZE);
        require(divides(chunkRows, rows(shape)), shape, "chunkRows", chunkRows, "a divisor of " + rows(shape));
        require(
                divides(chunkColumns, shape.columns()),
                shape,
                "chunkColumns",
                chunkColumns,
                "a divisor of " + shape.columns());
        var size = (long) chunkRows * chunkColumns;
        require(size <= MAX_CHUNK_SIZE, shape, "chunk size", size, "at most " + MAX_CHUNK_SIZE);
        require(k >= 1 && k <= size, shape, "k", k, "1.." + size);
        require(offset >= 0, shape, "offset", offset, ">= 0");
    }

    /**
     * Cuts a parameter as upstream does (Templar {@code compress.py}, {@code TransformDCT}): each edge of a chunk is
     * the largest divisor of the axis not above {@code targetChunk}; k is clamped to the chunk.
     *
     * @param targetChunk 1 to 256
     * @param topk at least 1
     */
    public static ParameterLayout of(ParameterShape shape, int targetChunk, int topk, long offset) {
        var chunkRows = largestDivisor(rows(shape), targetChunk);
        var chunkColumns = largestDivisor(shape.columns(), targetChunk);
        return new ParameterLayout(shape, chunkRows, chunkColumns, Math.min(topk, chunkRows * chunkColumns), offset);
    }

    /** Name of the parameter. */
    public String name() {
        return shape.name();
    }

    /** Rows; 1 for a vector. */
    public int rows() {
        return rows(shape);
    }

    /** Columns; the length of a vector. */
    public int columns() {
        return shape.columns();
    }

    /** Number of values of the parameter. */
    public int size() {
        return rows() * columns();
    }

    /** Number of chunks. */
    public int chunks() {
        return size() / chunkSize();
    }

    /** Values of one chunk. */
    public int chunkSize() {
        return chunkRows * chunkColumns;
    }

    /** Coefficients of the whole parameter: k of each chunk. */
    public int coefficients() {
        return chunks() * k;
    }

    /** Shape of the encoded tensors: (N/w, k) of a vector, (R/h, C/w, k) of a matrix. */
    public List<Long> encodedShape() {
        var across = (long) columns() / chunkColumns;
        return shape.isVector() ? List.of(across, (long) k) : List.of((long) strips(), across, (long) k);
    }

    /** Rows of chunks. One strip of chunks is {@link #stripSize()} consecutive values of the parameter. */
    int strips() {
        return rows() / chunkRows;
    }

    int stripSize() {
        return chunkRows * columns();
    }

    void require(CompressedParameter parameter) {
        require(
                parameter.size() == coefficients(),
                shape,
                "number of coefficients",
                parameter.size(),
                String.valueOf(coefficients()));
    }

    static int largestDivisor(int length, int atMost) {
        var divisor = Math.min(length, atMost);
        while (length % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    private static int rows(ParameterShape shape) {
        return Math.max(shape.rows(), 1);
    }

    private static boolean divides(int divisor, int length) {
        return divisor >= 1 && length % divisor == 0;
    }

    private static void require(boolean holds, ParameterShape shape, String field, long value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(shape.name() + ": " + field + " is " + value + ", allowed: " + allowed);
        }
    }
}

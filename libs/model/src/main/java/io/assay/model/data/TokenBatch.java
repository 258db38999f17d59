package io.assay.model.data;

import java.util.Arrays;

/**
 * Sequences of the same length.
 *
 * @param tokens ids in row-major order, {@code padding} after a sequence's end; not copied
 * @param rows number of sequences, at least 1
 * @param length tokens of a sequence, at least 2
 * @param padding id of the token that is never predicted, or {@link Corpus#NO_PADDING}
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenBatch(long[] tokens, int rows, int length, int padding) {
    public TokenBatch {
        if (rows < 1 || length < 2 || (long) rows * length != tokens.length) {
            throw new IllegalArgumentException("batch is " + tokens.length + " tokens for " + rows + " rows of "
                    + length + ", allowed: rows >= 1, length >= 2, tokens = rows · length");
        }
    }

    /** Sequences of {@link ByteTokens}. */
    public TokenBatch(long[] tokens, int rows, int length) {
        this(tokens, rows, length, ByteTokens.PADDING);
    }

    /** How many tokens are predicted: all but the first of each sequence, without padding. */
    public long predictedTokens() {
        var predicted = 0L;
        for (var i = 0; i < tokens.length; i++) {
            predicted += i % length != 0 && tokens[i] != padding ? 1 : 0;
        }
        return predicted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenBatch batch
                && length == batch.length
                && padding == batch.padding
                && Arrays.equals(tokens, batch.tokens);
    }

    @Override
    public int hashCode() {
        return 31 * length + Arrays.hashCode(tokens);
    }

    @Override
    public String toString() {
        return "TokenBatch[rows=" + rows + ", length=" + length + "]";
    }
}

package io.assay.model.data;

import java.util.Arrays;

/**
 * Sequences of the same length.
 *
 * @param tokens ids in row-major order, {@link ByteTokens#PADDING} after a sequence's end; not copied
 * @param rows number of sequences, at least 1
 * @param length tokens of a sequence, at least 2
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenBatch(long[] tokens, int rows, int length) {
    public TokenBatch {
        if (rows < 1 || length < 2 || (long) rows * length != tokens.length) {
            throw new IllegalArgumentException("batch is " + tokens.length + " tokens for " + rows + " rows of "
                    + length + ", allowed: rows >= 1, length >= 2, tokens = rows · length");
        }
    }

    /** How many tokens are predicted: all but the first of each sequence, without padding. */
    public long predictedTokens() {
        var predicted = 0L;
        for (var i = 0; i < tokens.length; i++) {
            predicted += i % length != 0 && tokens[i] != ByteTokens.PADDING ? 1 : 0;
        }
        return predicted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenBatch batch && length == batch.length && Arrays.equals(tokens, batch.tokens);
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

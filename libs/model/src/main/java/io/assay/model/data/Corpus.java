package io.assay.model.data;

/** Text as sequences of token ids; the same on every machine, and safe for use by several threads. */
public interface Corpus {
    /** Tokens of a sequence. */
    int sequenceLength();

    /** Number of sequences, at least 1. */
    int sequences();

    /**
     * Writes a sequence of {@link #sequenceLength()} tokens.
     *
     * @param sequence in {@code [0, sequences())}
     * @param offset where in {@code out} it begins
     * @throws IndexOutOfBoundsException if there is no such sequence, or {@code out} is too short
     */
    void read(int sequence, long[] out, int offset);
}

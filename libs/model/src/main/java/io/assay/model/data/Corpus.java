package io.assay.model.data;

/** Text as token ids, cut into sequences of the same length. Safe for use by several threads. */
public interface Corpus {
    /** Padding of a corpus that has none. */
    int NO_PADDING = -1;

    /** End of a document in a corpus that marks none. */
    int NO_END = -1;

    /** Tokens of a sequence. */
    int sequenceLength();

    /** Number of sequences, at least 1. */
    long sequences();

    /** All token ids are below this. */
    int vocabularySize();

    /** Id of the token that is never predicted, or {@link #NO_PADDING}. */
    int padding();

    /** Id of the token that ends a document, or {@link #NO_END}. */
    int end();

    /**
     * Writes a sequence of {@link #sequenceLength()} tokens.
     *
     * @param sequence in {@code [0, sequences())}
     * @param offset where in {@code out} it begins
     * @throws IndexOutOfBoundsException if there is no such sequence, or {@code out} is too short
     * @throws UnreadableCorpusException if the text is missing, damaged, or out of reach
     */
    void read(long sequence, long[] out, int offset);
}

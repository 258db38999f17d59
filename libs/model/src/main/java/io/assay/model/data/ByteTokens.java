package io.assay.model.data;

import io.assay.protocol.hparams.LlamaShape;

/** Token ids that need no tokenizer: 0 to 255 are bytes of UTF-8, then one id for a text's end and one for padding. */
public final class ByteTokens {
    /** Follows every text. */
    public static final int END = 256;

    /** Fills a sequence; never predicted. */
    public static final int PADDING = 257;

    /** Number of ids. */
    public static final int COUNT = 258;

    private ByteTokens() {}

    /**
     * Requires a vocabulary that holds all ids.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static void requireFit(LlamaShape shape) {
        if (shape.vocabSize() < COUNT) {
            throw new IllegalArgumentException("model.vocab_size is " + shape.vocabSize() + ", allowed: >= " + COUNT
                    + " for byte tokens (256 bytes, end, padding)");
        }
    }
}

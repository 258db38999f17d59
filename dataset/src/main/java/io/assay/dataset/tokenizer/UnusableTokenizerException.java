package io.assay.dataset.tokenizer;

/** A tokenizer cannot be used; the message names the file, the reason and the remedy. */
public final class UnusableTokenizerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableTokenizerException(String message) {
        super(message);
    }

    UnusableTokenizerException(String message, Throwable cause) {
        super(message, cause);
    }
}

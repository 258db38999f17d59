package io.assay.chain;

/** The chain could not be asked, or could not answer: unreachable, too slow, or not understood. The message names the endpoint. */
public class ChainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the endpoint, what was asked and what happened. */
    public ChainException(String message) {
        super(message);
    }

    /** With the endpoint, what was asked and what happened. */
    public ChainException(String message, Throwable cause) {
        super(message, cause);
    }
}

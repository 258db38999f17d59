package io.assay.protocol.hparams;

/** Parameters that cannot be used; the message names the parameter, the value and the range. */
public final class InvalidHParamsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, in words. */
    public InvalidHParamsException(String message) {
        super(message);
    }

    /** What is wrong, in words, and what found it. */
    public InvalidHParamsException(String message, Throwable cause) {
        super(message, cause);
    }
}

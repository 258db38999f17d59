package io.assay.protocol.hparams;

/** Parameters that cannot be used; the message names the parameter, the value and the range. */
public final class InvalidHParamsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidHParamsException(String message) {
        super(message);
    }

    InvalidHParamsException(String message, Throwable cause) {
        super(message, cause);
    }
}

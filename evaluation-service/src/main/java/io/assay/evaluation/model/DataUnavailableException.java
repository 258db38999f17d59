package io.assay.evaluation.model;

/** The text to test on is not to be had. */
public final class DataUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataUnavailableException(RuntimeException cause) {
        super("the text to test on is not to be had: " + cause.getMessage(), cause);
    }
}

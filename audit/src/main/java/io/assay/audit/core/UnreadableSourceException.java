package io.assay.audit.core;

/** A source, or a record of it, cannot be read; the message names it, what is wrong and the remedy. */
public final class UnreadableSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A source that cannot be read. */
    public UnreadableSourceException(String message) {
        super(message);
    }

    /** A source that cannot be read, and why. */
    public UnreadableSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}

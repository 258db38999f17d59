package io.assay.command;

/** The command line, or something it names, cannot be used; the message is a sentence for the person who typed it. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public UsageException(String message) {
        super(message);
    }
}

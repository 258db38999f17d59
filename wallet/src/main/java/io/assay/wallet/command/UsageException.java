package io.assay.wallet.command;

/** The command line cannot be followed; the message is a sentence for the person who typed it. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public UsageException(String message) {
        super(message);
    }
}

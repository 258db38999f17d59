package io.assay.fuzz;

/** The command line cannot be followed; the message is a sentence for the person who typed it. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

package io.assay.model.data;

/** Text could not be read; the message names the file, what is wrong with it and the remedy. */
public final class UnreadableCorpusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Text that could not be read. */
    public UnreadableCorpusException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Text that could not be read, and why. */
    public UnreadableCorpusException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whether another try is of use. */
    public Kind kind() {
        return kind;
    }

    /** What can be wrong with text. */
    public enum Kind {
        /** It is missing or not what the index says, and stays so until someone mends it. */
        DAMAGED,
        /** The store does not answer, or the disk does not take it: worth another try. */
        UNREACHABLE
    }
}

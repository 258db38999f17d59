package io.assay.topics.kafka;

/** The cluster cannot be asked, or has not what was asked for; the message is a sentence. */
public final class UnreadableClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure. */
    public UnreadableClusterException(String message) {
        super(message);
    }
}

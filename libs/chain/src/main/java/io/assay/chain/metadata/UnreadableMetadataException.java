package io.assay.chain.metadata;

/** Bytes that are no metadata, or metadata of a version or content that cannot be used; the message says what and where. */
public final class UnreadableMetadataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableMetadataException(String message) {
        super(message);
    }

    UnreadableMetadataException(String message, Throwable cause) {
        super(message, cause);
    }
}

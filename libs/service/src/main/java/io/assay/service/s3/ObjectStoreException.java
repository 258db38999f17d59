package io.assay.service.s3;

/** An object could not be read or written; the message names bucket and key. */
public final class ObjectStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    ObjectStoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    ObjectStoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** What can go wrong with an object. */
    public enum Kind {
        /** No such object or bucket. */
        ABSENT,
        /** The object is not the one that was asked for: its ETag or digest differs. */
        CHANGED,
        /** More bytes than allowed. */
        TOO_LARGE,
        /** The keys do not open the bucket. */
        DENIED,
        /** The store sends elsewhere, and nobody follows. */
        REDIRECTED,
        /** The store's name leads to an address that is not of the public Internet. */
        ADDRESS_REFUSED,
        /** No answer, or an error of the service's own: worth another try. */
        UNAVAILABLE
    }
}

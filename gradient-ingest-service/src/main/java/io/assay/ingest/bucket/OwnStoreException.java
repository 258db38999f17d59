package io.assay.ingest.bucket;

/** The validator's own bucket failed: no peer's fault, the look is repeated. */
final class OwnStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OwnStoreException(Throwable cause) {
        super("the validator's own bucket cannot be written: " + cause.getMessage(), cause);
    }
}

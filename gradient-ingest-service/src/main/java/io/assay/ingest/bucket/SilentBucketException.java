package io.assay.ingest.bucket;

/** A bucket did not answer in time. */
final class SilentBucketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SilentBucketException(String message) {
        super(message);
    }
}

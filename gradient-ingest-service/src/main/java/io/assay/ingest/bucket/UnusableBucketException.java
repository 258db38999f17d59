package io.assay.ingest.bucket;

/** A commitment names a bucket that cannot be one. */
final class UnusableBucketException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableBucketException(String allowed) {
        super("the committed bucket's name is unusable; allowed: " + allowed + ". Commit to another bucket");
    }
}

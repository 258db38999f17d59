package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * An immutable object in the validator's own bucket.
 *
 * @param bucket its name
 * @param key its name in the bucket; the content names it
 * @param sizeBytes exact size
 * @param sha256 of the content
 */
public record PinnedObject(String bucket, String key, long sizeBytes, String sha256) {
    public PinnedObject {
        Checks.text("bucket", bucket, 63);
        Checks.text("key", key, 1024);
        Checks.notNegative("sizeBytes", sizeBytes);
        Checks.sha256("sha256", sha256);
    }
}

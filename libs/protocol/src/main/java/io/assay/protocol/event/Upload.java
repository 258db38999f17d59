package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.time.Instant;

/**
 * An object as it was seen in a miner's bucket.
 *
 * @param bucket its name
 * @param key its name in the bucket
 * @param etag as the store gave it
 * @param sizeBytes as the store gave it
 * @param lastModified set by the store, whole seconds
 */
public record Upload(String bucket, String key, String etag, long sizeBytes, Instant lastModified) {
    public Upload {
        Checks.text("bucket", bucket, 63);
        Checks.text("key", key, 1024);
        Checks.text("etag", etag, 256);
        Checks.notNegative("sizeBytes", sizeBytes);
        Checks.present("lastModified", lastModified);
    }
}

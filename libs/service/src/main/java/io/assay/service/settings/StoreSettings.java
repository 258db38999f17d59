package io.assay.service.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The validator's own bucket.
 *
 * @param endpoint of the S3 service
 * @param region as the service wants it signed
 * @param bucket holds pinned gradients, aggregates and checkpoints
 */
@ConfigurationProperties("assay.s3")
public record StoreSettings(
        @Nullable String endpoint,
        @DefaultValue("auto") String region,
        @Nullable String bucket,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey) {
    public StoreSettings {
        Setting.http("assay.s3.endpoint", endpoint, "http://localhost:9000");
        Setting.required("assay.s3.bucket", bucket, "assay");
        Setting.required("assay.s3.access-key-id", accessKeyId, "KEY_ID");
        Setting.required("assay.s3.secret-access-key", secretAccessKey, "SECRET");
    }

    /** The endpoint. */
    public URI uri() {
        return Setting.http("assay.s3.endpoint", endpoint, "http://localhost:9000");
    }

    /** The bucket. */
    public String ownBucket() {
        return Setting.required("assay.s3.bucket", bucket, "assay");
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "StoreSettings[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + "]";
    }
}

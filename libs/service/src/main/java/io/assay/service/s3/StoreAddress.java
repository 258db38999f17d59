package io.assay.service.s3;

import io.assay.service.settings.StoreSettings;
import java.net.URI;
import java.util.Objects;

/** An S3 service and the keys to it; its text has no secret. */
public record StoreAddress(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
    /** The address of the validator's own bucket. */
    public static StoreAddress of(StoreSettings settings) {
        return new StoreAddress(
                settings.uri(),
                settings.region(),
                Objects.requireNonNull(settings.accessKeyId()),
                Objects.requireNonNull(settings.secretAccessKey()));
    }

    @Override
    public String toString() {
        return "StoreAddress[" + endpoint + ", " + accessKeyId.substring(0, Math.min(4, accessKeyId.length())) + "…]";
    }
}

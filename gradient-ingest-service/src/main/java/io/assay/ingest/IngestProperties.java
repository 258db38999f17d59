package io.assay.ingest;

import io.assay.service.settings.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the gradient-ingest service.
 *
 * @param bucketEndpoint S3 endpoint of miners' buckets; {@code {bucket}} stands for the bucket's name
 * @param bucketRegion as that service wants it signed
 * @param concurrency buckets looked into at once, 1 to 1,024
 * @param bucketDeadline of one request to a miner's bucket, 100 ms to 1 min
 * @param lateGrace how long after the interval late uploads are looked for, 0 to 10 min
 */
@ConfigurationProperties("assay.ingest")
public record IngestProperties(
        @Nullable String bucketEndpoint,
        @DefaultValue("auto") String bucketRegion,
        @DefaultValue("16") int concurrency,
        @DefaultValue("10s") Duration bucketDeadline,
        @DefaultValue("500ms") Duration lateGrace) {
    private static final String ENDPOINT = "assay.ingest.bucket-endpoint";
    private static final String EXAMPLE = "https://{bucket}.r2.cloudflarestorage.com";

    public IngestProperties {
        var endpoint = Setting.required(ENDPOINT, bucketEndpoint, EXAMPLE);
        Setting.http(ENDPOINT, endpoint.replace("{bucket}", "bucket"), EXAMPLE);
        Setting.within("assay.ingest.concurrency", concurrency, 1, 1024);
        Setting.within("assay.ingest.bucket-deadline", bucketDeadline, Duration.ofMillis(100), Duration.ofMinutes(1));
        Setting.within("assay.ingest.late-grace", lateGrace, Duration.ZERO, Duration.ofMinutes(10));
    }

    String endpoint() {
        return Setting.required(ENDPOINT, bucketEndpoint, EXAMPLE);
    }
}

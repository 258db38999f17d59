package io.assay.ingest;

import io.assay.service.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the gradient-ingest service.
 *
 * @param bucketEndpoint S3 endpoint of miners' buckets; {@code {bucket}} stands for the bucket's name
 * @param bucketRegion as that service wants it signed
 * @param privateAddresses whether buckets may be at addresses that are not of the public Internet
 * @param concurrency buckets looked into at once, 1 to 4,096
 * @param reads gradients read at once, each a file of the spool directory, 1 to 4,096
 * @param pollInterval time between two looks into a bucket that shows nothing, 0 to 1 min
 * @param bucketDeadline to learn whether there is an upload, with repetitions, 100 ms to 1 min
 * @param fetchDeadline to read a gradient, with repetitions, 100 ms to 10 min
 * @param lateGrace how long after the interval late uploads are looked for, 0 to 10 min
 * @param spoolDirectory where gradients lie while they are checked; absent: a temporary one
 * @param sketchSecretFile 32 random bytes that only its owner may read, made when it is not there; absent: a secret
 *     that this start alone knows
 * @param templarVersion as the names of torch files have it, which are then read too; absent: they are not
 */
@ConfigurationProperties("assay.ingest")
public record IngestProperties(
        @Nullable String bucketEndpoint,
        @DefaultValue("auto") String bucketRegion,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("256") int concurrency,
        @DefaultValue("256") int reads,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("3s") Duration bucketDeadline,
        @DefaultValue("20s") Duration fetchDeadline,
        @DefaultValue("500ms") Duration lateGrace,
        @Nullable Path spoolDirectory,
        @Nullable Path sketchSecretFile,
        @Nullable String templarVersion) {
    private static final String ENDPOINT = "assay.ingest.bucket-endpoint";
    private static final String EXAMPLE = "https://{bucket}.r2.cloudflarestorage.com";
    private static final Duration SHORTEST = Duration.ofMillis(100);

    public IngestProperties {
        var endpoint = Setting.required(ENDPOINT, bucketEndpoint, EXAMPLE);
        Setting.http(ENDPOINT, endpoint.replace("{bucket}", "bucket"), EXAMPLE);
        Setting.within("assay.ingest.concurrency", concurrency, 1, 4096);
        Setting.within("assay.ingest.reads", reads, 1, 4096);
        Setting.within("assay.ingest.poll-interval", pollInterval, Duration.ZERO, Duration.ofMinutes(1));
        Setting.within("assay.ingest.bucket-deadline", bucketDeadline, SHORTEST, Duration.ofMinutes(1));
        Setting.within("assay.ingest.fetch-deadline", fetchDeadline, SHORTEST, Duration.ofMinutes(10));
        Setting.within("assay.ingest.late-grace", lateGrace, Duration.ZERO, Duration.ofMinutes(10));
    }

    String endpoint() {
        return Setting.required(ENDPOINT, bucketEndpoint, EXAMPLE);
    }
}

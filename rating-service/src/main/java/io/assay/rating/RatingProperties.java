package io.assay.rating;

import io.assay.service.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the rating service.
 *
 * @param stateDir where the settlement's state is kept between restarts; it is rebuilt from
 *     the broker if it is lost
 * @param otherHparamsFiles parameters of further subnets to rate, beside that of {@code assay.hparams.file}
 * @param applicationId prefix of the Streams application's id; the subnets are appended
 * @param threads that settle, 1 to 64; more than the topic {@code windows} has partitions stay idle
 * @param standbyReplicas instances that keep a copy of the state beside the one that settles, 0 to 3
 * @param recentWindows windows of each subnet that the API answers from memory, 1 to 10,000; they take some 0.7 kB a peer
 *     and window: 36 MB for 200 windows of 256 peers
 */
@ConfigurationProperties("assay.rating")
public record RatingProperties(
        @Nullable Path stateDir,
        @DefaultValue List<Path> otherHparamsFiles,
        @DefaultValue("assay-rating") String applicationId,
        @DefaultValue("1") int threads,
        @DefaultValue("1") int standbyReplicas,
        @DefaultValue("200") int recentWindows) {
    private static final String STATE_DIR = "assay.rating.state-dir";

    public RatingProperties {
        otherHparamsFiles = List.copyOf(otherHparamsFiles);
        Setting.required(STATE_DIR, stateDir, "/var/lib/assay/rating");
        Setting.required("assay.rating.application-id", applicationId, "assay-rating");
        Setting.within("assay.rating.threads", threads, 1, 64);
        Setting.within("assay.rating.standby-replicas", standbyReplicas, 0, 3);
        Setting.within("assay.rating.recent-windows", recentWindows, 1, 10_000);
    }

    /** The directory of the state. */
    public Path directory() {
        return Setting.required(STATE_DIR, stateDir, "/var/lib/assay/rating").toAbsolutePath();
    }
}

package io.assay.miner.app;

import io.assay.chain.BucketCommitment;
import io.assay.chain.key.Hotkey;
import io.assay.chain.key.UnusableHotkeyFileException;
import io.assay.miner.MinerPlan;
import io.assay.miner.MinerPlans;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A miner's own settings. Its bucket has two pairs of keys: one to write, which stays here, and one that can only read,
 * which goes to the chain for all to see.
 *
 * @param hotkeyFile of Bittensor's wallet, not encrypted
 * @param strategy {@code strategy} or {@code strategy@batches}
 * @param endpoint of the S3 service that has the miners' buckets
 * @param region as that service wants it signed
 * @param bucket 32 characters, as the chain wants it
 * @param readAccessKeyId 32 characters
 * @param readSecretAccessKey 64 characters
 * @param ingestEndpoint of the gradient-ingest service that is told of uploads, without a path; absent: nobody is told
 * @param device {@code cpu}, or {@code gpu0} and so on
 * @param threads CPU threads of one operation, 0 for as many as the machine has
 */
@ConfigurationProperties(prefix = "assay.miner", ignoreUnknownFields = false)
public record MinerSettings(
        @Nullable Path hotkeyFile,
        @DefaultValue("honest") String strategy,
        @Nullable String endpoint,
        @DefaultValue("auto") String region,
        @Nullable String bucket,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String readAccessKeyId,
        @Nullable String readSecretAccessKey,
        @Nullable String ingestEndpoint,
        @DefaultValue("cpu") String device,
        @DefaultValue("0") int threads) {
    private static final String PREFIX = "assay.miner.";

    public MinerSettings {
        Setting.required(PREFIX + "hotkey-file", hotkeyFile, "$HOME/.bittensor/wallets/default/hotkeys/default");
        Setting.http(PREFIX + "endpoint", endpoint, "http://localhost:9000");
        Setting.required(PREFIX + "bucket", bucket, "BUCKET");
        Setting.required(PREFIX + "access-key-id", accessKeyId, "KEY_ID");
        Setting.required(PREFIX + "secret-access-key", secretAccessKey, "SECRET");
        Setting.required(PREFIX + "read-access-key-id", readAccessKeyId, "KEY_ID");
        Setting.required(PREFIX + "read-secret-access-key", readSecretAccessKey, "SECRET");
        Setting.within(PREFIX + "threads", threads, 0, 1024);
        ingest(ingestEndpoint);
        plan(strategy);
        commitment(bucket, readAccessKeyId, readSecretAccessKey);
    }

    /** The identity. */
    Hotkey hotkey() {
        var file = Objects.requireNonNull(hotkeyFile);
        try {
            return Hotkey.fromFile(file);
        } catch (UnusableHotkeyFileException e) {
            throw new InvalidSettingException(
                    "The setting assay.miner.hotkey-file cannot be used: " + e.getMessage() + ".",
                    "Mend that file or name another.");
        } catch (IOException _) {
            throw new InvalidSettingException(
                    "The setting assay.miner.hotkey-file names " + file + ", which cannot be read.",
                    "Name a hotkey file of Bittensor's wallet.");
        }
    }

    /** The strategy. */
    MinerPlan plan() {
        return plan(strategy);
    }

    /** What goes to the chain. */
    BucketCommitment commitment() {
        return commitment(bucket, readAccessKeyId, readSecretAccessKey);
    }

    /** The miner's own bucket, for writing. */
    StoreAddress ownStore() {
        return address(Objects.requireNonNull(accessKeyId), Objects.requireNonNull(secretAccessKey));
    }

    /** A bucket of any miner, for reading. */
    StoreAddress peerStore(BucketCommitment peer) {
        return address(peer.accessKeyId(), peer.secretAccessKey());
    }

    /** The service that is told of uploads. */
    Optional<URI> ingest() {
        return ingest(ingestEndpoint);
    }

    /** CPU threads of one operation, at least 1. */
    int torchThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private StoreAddress address(String keyId, String secret) {
        return new StoreAddress(URI.create(Objects.requireNonNull(endpoint)), region, keyId, secret);
    }

    private static Optional<URI> ingest(@Nullable String endpoint) {
        if (endpoint == null) {
            return Optional.empty();
        }
        var example = "http://localhost:7411";
        var uri = Setting.http(PREFIX + "ingest-endpoint", endpoint, example);
        if (!uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
            throw new InvalidSettingException(
                    "The setting assay.miner.ingest-endpoint is " + endpoint + ", which has a path.",
                    "Set it without one, for example --assay.miner.ingest-endpoint=" + example
                            + ": a notice is signed for the path that the service has.");
        }
        return Optional.of(uri);
    }

    private static MinerPlan plan(String strategy) {
        try {
            return MinerPlans.parseOne(strategy);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "The setting assay.miner.strategy cannot be used: " + e.getMessage() + ".",
                    "Set it, for example --assay.miner.strategy=honest@8");
        }
    }

    private static BucketCommitment commitment(
            @Nullable String bucket, @Nullable String keyId, @Nullable String secret) {
        try {
            return new BucketCommitment(
                    Objects.requireNonNull(bucket), Objects.requireNonNull(keyId), Objects.requireNonNull(secret));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "The settings of the bucket cannot be used: " + e.getMessage() + ".",
                    "Set assay.miner.bucket, assay.miner.read-access-key-id and assay.miner.read-secret-access-key"
                            + " to 32, 32 and 64 characters.");
        }
    }

    /** Without keys. */
    @Override
    public String toString() {
        return "MinerSettings[strategy=" + strategy + ", endpoint=" + endpoint + ", bucket=" + bucket + ", device="
                + device + "]";
    }
}

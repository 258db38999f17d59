package io.assay.service.source;

import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.Setting;
import io.assay.service.settings.StoreSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where text and model of one's own are; all absent: text and model that are built in.
 *
 * @param folder of token shards and their index
 * @param prefix of token shards and their index in {@code bucket}
 * @param modelFolder as {@code save_pretrained} writes it
 * @param modelPrefix of such files in {@code bucket}
 * @param endpoint of the S3 service that has them; absent: that of the validator's bucket, with its keys
 * @param region as that service wants it signed
 * @param bucket absent: the validator's
 * @param cacheDirectory where what comes from a bucket is kept; made when it is not there
 * @param cacheSize bytes that shards may take there; at least the largest of them
 */
@ConfigurationProperties(prefix = "assay.data", ignoreUnknownFields = false)
public record SourceSettings(
        @Nullable Path folder,
        @Nullable String prefix,
        @Nullable Path modelFolder,
        @Nullable String modelPrefix,
        @Nullable String endpoint,
        @DefaultValue("auto") String region,
        @Nullable String bucket,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @DefaultValue("data/cache") Path cacheDirectory,
        @DefaultValue("20GB") DataSize cacheSize) {
    private static final String SETTING = "assay.data.";

    public SourceSettings {
        atMostOne("folder", folder, "prefix", prefix);
        atMostOne("model-folder", modelFolder, "model-prefix", modelPrefix);
        if (endpoint != null) {
            Setting.http(SETTING + "endpoint", endpoint, "http://localhost:9000");
            Setting.required(SETTING + "bucket", bucket, "text");
            Setting.required(SETTING + "access-key-id", accessKeyId, "KEY_ID");
            Setting.required(SETTING + "secret-access-key", secretAccessKey, "SECRET");
        }
        Setting.required(SETTING + "cache-directory", cacheDirectory, "data/cache");
        Setting.within(SETTING + "cache-size", cacheSize.toBytes(), 1, Long.MAX_VALUE);
    }

    /** Text in a folder, or a model, or neither. */
    public static SourceSettings ofFolders(@Nullable Path text, @Nullable Path model) {
        return new SourceSettings(
                text,
                null,
                model,
                null,
                null,
                "auto",
                null,
                null,
                null,
                Path.of("data/cache"),
                DataSize.ofGigabytes(1));
    }

    /** The store that has them. */
    StoreAddress store(StoreSettings own) {
        return endpoint == null || accessKeyId == null || secretAccessKey == null
                ? StoreAddress.of(own)
                : new StoreAddress(
                        Setting.http(SETTING + "endpoint", endpoint, "http://localhost:9000"),
                        region,
                        accessKeyId,
                        secretAccessKey);
    }

    /** The bucket that has them. */
    String bucket(StoreSettings own) {
        return bucket == null ? own.ownBucket() : bucket;
    }

    /** A prefix that ends with a slash, or is empty. */
    static String asFolder(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    private static void atMostOne(String one, @Nullable Object first, String other, @Nullable Object second) {
        if (first != null && second != null) {
            throw new InvalidSettingException(
                    "The settings " + SETTING + one + " and " + SETTING + other + " are both there.",
                    "Leave one of them out.");
        }
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "SourceSettings[folder=" + folder + ", prefix=" + prefix + ", modelFolder=" + modelFolder
                + ", modelPrefix=" + modelPrefix + ", endpoint=" + endpoint + ", bucket=" + bucket + "]";
    }
}

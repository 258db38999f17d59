package io.assay.protocol;

import io.assay.protocol.checkpoint.CheckpointManifest;
import java.util.Locale;

/** Names of objects in buckets. */
public final class ObjectKeys {
    /** Version of the gradient's form; part of every key a miner writes. */
    public static final String VERSION = "0.1.0";

    private ObjectKeys() {}

    /** A miner's gradient for a window, in the miner's bucket. */
    public static String gradient(long window, int uid) {
        return "gradient-" + window + "-" + uid + "-v" + VERSION + ".safetensors";
    }

    /**
     * The same, as a Templar miner saves it with torch.
     *
     * @param version of Templar, as 0.2.80
     */
    public static String torchGradient(long window, int uid, String version) {
        return "gradient-" + window + "-" + uid + "-v" + version + ".pt";
    }

    /** Prefix of every gradient in a miner's bucket. */
    public static String gradientPrefix() {
        return "gradient-";
    }

    /** Ingest's immutable copy of a gradient, in the validator's bucket; the content names it. */
    public static String pinned(int netuid, String sha256) {
        return "pinned/" + netuid + "/" + Checks.sha256("sha256", sha256) + ".safetensors";
    }

    /** The sign-packed aggregate of a window, in the validator's bucket. */
    public static String aggregate(int netuid, long window, String sha256) {
        return "aggregates/" + netuid + "/" + padded(window) + "-" + Checks.sha256("sha256", sha256) + ".signs";
    }

    /** Prefix of all checkpoints of a subnet. */
    public static String checkpointPrefix(int netuid) {
        return "checkpoints/" + netuid + "/";
    }

    /** Everything of the model as it stands at the start of {@code window}, in the validator's bucket. */
    public static String checkpoint(int netuid, long window) {
        return checkpointPrefix(netuid) + padded(window) + "/";
    }

    /**
     * One file of a checkpoint.
     *
     * @param file one of {@link io.assay.protocol.checkpoint.CheckpointManifest}'s names
     */
    public static String checkpoint(int netuid, long window, String file) {
        return checkpoint(netuid, window) + CheckpointManifest.requireName(file);
    }

    /** The window of a checkpoint's manifest, by its key; refuses anything else, other files of a checkpoint too. */
    public static long checkpointWindow(int netuid, String key) {
        var digits = key.substring(Math.min(checkpointPrefix(netuid).length(), key.length()))
                .replace("/" + CheckpointManifest.NAME, "");
        if (!digits.matches("[0-9]{12}")
                || !key.equals(checkpoint(netuid, Long.parseLong(digits), CheckpointManifest.NAME))) {
            throw new IllegalArgumentException(
                    "key is " + key + ", allowed: the manifest of a checkpoint of subnet " + netuid);
        }
        return Long.parseLong(digits);
    }

    private static String padded(long window) {
        return String.format(Locale.ROOT, "%012d", Checks.notNegative("window", window));
    }
}

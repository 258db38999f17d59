package io.assay.localnet.part;

import io.assay.command.UsageException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one pair of keys that opens all buckets of a store. Of the length that a commitment has on the chain, since miners
 * commit them.
 *
 * @param accessKeyId 32 characters
 * @param secretAccessKey 64 characters
 */
public record StoreKeys(String accessKeyId, String secretAccessKey) {
    private static final String KEY_ID = "ASSAY_S3_ACCESSKEYID";
    private static final String SECRET = "ASSAY_S3_SECRETACCESSKEY";

    /**
     * Reads them from where the services have them too; a command line is for all to see.
     *
     * @throws UsageException naming the variable, never its value
     */
    public static StoreKeys of(Map<String, String> environment) {
        return new StoreKeys(word(KEY_ID, environment.get(KEY_ID), 32), word(SECRET, environment.get(SECRET), 64));
    }

    private static String word(String name, @Nullable String value, int length) {
        if (value == null || !Pattern.matches("[\\x21-\\x7e]{" + length + "}", value)) {
            throw new UsageException("the environment's " + name + " is "
                    + (value == null ? "missing" : "not of that form") + ": set it to " + length
                    + " printable characters");
        }
        return value;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "StoreKeys";
    }
}

package io.assay.model.shards;

import io.assay.protocol.Checks;
import java.util.regex.Pattern;

/**
 * One file of tokens.
 *
 * @param name of the file beside the index: letters, digits, {@code - _ .}, not beginning with a dot, at most 100
 * @param tokens at least 1, at most {@value #MAX_TOKENS}
 * @param bytes of the file
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 */
public record Shard(String name, long tokens, long bytes, String sha256) {
    /** Most tokens of a shard. */
    public static final long MAX_TOKENS = 1L << 36;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    /** @throws IllegalArgumentException naming what is out of range */
    public Shard {
        if (!NAME.matcher(Checks.present("shards.name", name)).matches()) {
            throw new IllegalArgumentException(
                    "shards.name is " + name + ", allowed: a file's name of letters, digits, - _ and .");
        }
        Checks.within("tokens of " + name, tokens, 1, MAX_TOKENS);
        Checks.within("bytes of " + name, bytes, 1, MAX_TOKENS * Integer.BYTES);
        Checks.sha256("sha256 of " + name, sha256);
    }
}

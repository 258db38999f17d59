package io.assay.model.shards;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What made tokens of a text.
 *
 * @param name for people, 1 to 200 characters; {@value #BYTES} for UTF-8's bytes
 * @param sha256 of the tokenizer's file, 64 lower-case hexadecimal digits; absent for bytes
 */
public record TokenizerName(String name, @Nullable String sha256) {
    /** Name of the tokenizer that needs no file. */
    public static final String BYTES = "bytes";

    /** @throws IllegalArgumentException naming what is out of range */
    public TokenizerName {
        Checks.text("tokenizer.name", name, 200);
        if (sha256 != null) {
            Checks.sha256("tokenizer.sha256", sha256);
        }
    }
}

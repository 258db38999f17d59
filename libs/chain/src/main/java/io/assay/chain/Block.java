package io.assay.chain;

import io.assay.protocol.Checks;
import java.time.Instant;
import java.util.Objects;

/**
 * A finalized block.
 *
 * @param number from 0, without gaps
 * @param hash {@code 0x} and 64 lower-case hexadecimal digits; not to be known before the block is made
 * @param timestamp what the block's author says the time was; whole milliseconds, rising strictly
 */
public record Block(long number, String hash, Instant timestamp) {
    public Block {
        Checks.notNegative("number", number);
        Hex.require("hash", hash, 32);
        Objects.requireNonNull(timestamp, "timestamp");
    }
}

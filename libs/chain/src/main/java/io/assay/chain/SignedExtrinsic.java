package io.assay.chain;

import java.util.Objects;

/**
 * An extrinsic as it is sent.
 *
 * @param bytes {@code 0x} and hexadecimal digits, at most 512 KiB, with the length before them
 */
public record SignedExtrinsic(ExtrinsicId id, String bytes) {
    private static final int MAX_BYTES = 1 << 19;

    public SignedExtrinsic {
        Objects.requireNonNull(id, "id");
        Hex.requireAtMost("bytes", bytes, MAX_BYTES);
    }

    @Override
    public String toString() {
        return "SignedExtrinsic[id=" + id + "]";
    }
}

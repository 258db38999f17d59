package io.assay.chain.curve;

import java.util.function.Function;

/** What the encodings of both groups have in common. */
final class Encodings {
    private Encodings() {}

    static <P> P decode(String group, byte[] compressed, int length, Function<byte[], P> reader) {
        require(group, compressed.length == length, "has " + compressed.length + " bytes, allowed: " + length);
        require(group, (compressed[0] & 0x80) != 0, "is not compressed: its highest bit is 0");
        NativeLibrary.load();
        try {
            return reader.apply(compressed);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("a point of " + group + " cannot be read: " + e.getMessage(), e);
        }
    }

    static void require(String group, boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException("a point of " + group + " " + fault);
        }
    }
}

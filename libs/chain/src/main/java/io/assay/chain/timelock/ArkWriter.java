package io.assay.chain.timelock;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes what {@link ArkReader} reads. */
final class ArkWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ArkWriter array(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ArkWriter vector(byte[] bytes) {
        var length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length);
        return array(length.array()).array(bytes);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}

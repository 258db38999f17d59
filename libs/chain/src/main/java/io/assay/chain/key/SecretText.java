package io.assay.chain.key;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** ASCII text with secrets in it, kept out of strings so that it can be overwritten when it is done with. */
final class SecretText implements AutoCloseable {
    private final ByteBuffer bytes;

    SecretText(int capacity) {
        bytes = ByteBuffer.allocate(capacity);
    }

    SecretText text(String text) {
        for (var i = 0; i < text.length(); i++) {
            bytes.put((byte) text.charAt(i));
        }
        return this;
    }

    /** {@code 0x} and two digits a byte. */
    SecretText hex(byte[] secret) {
        text("0x");
        for (var b : secret) {
            bytes.put((byte) HexFormat.of().toHighHexDigit(b));
            bytes.put((byte) HexFormat.of().toLowHexDigit(b));
        }
        return this;
    }

    /** What was written so far, until it is closed. */
    ByteBuffer content() {
        return bytes.duplicate().flip();
    }

    @Override
    public void close() {
        Arrays.fill(bytes.array(), (byte) 0);
    }

    /** Its length only. */
    @Override
    public String toString() {
        return "SecretText[" + bytes.position() + " bytes]";
    }
}

package io.assay.gradient;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A safetensors file's two parts, to be bent before they are joined again. */
public record RawFile(String header, byte[] data) {
    public static RawFile of(byte[] file) {
        var length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        return new RawFile(
                new String(file, Long.BYTES, length, StandardCharsets.UTF_8),
                Arrays.copyOfRange(file, Long.BYTES + length, file.length));
    }

    /** The same with a part of the header replaced; fails where there is none to replace. */
    public RawFile replace(String part, String by) {
        if (!header.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + header);
        }
        return new RawFile(header.replace(part, by), data);
    }

    public RawFile withData(byte[] other) {
        return new RawFile(header, other);
    }

    public byte[] bytes() {
        return bytes(header.getBytes(StandardCharsets.UTF_8).length);
    }

    /** With a claim of the header's length that may be false. */
    public byte[] bytes(long claimedLength) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimedLength)
                .array());
        out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(data);
        return out.toByteArray();
    }
}

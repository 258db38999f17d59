package io.assay.inspect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A safetensors file's two parts, to be bent before they are joined again. */
public record RawSafetensors(String header, byte[] data) {
    /** Takes a file apart. */
    public static RawSafetensors of(byte[] file) {
        var length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        return new RawSafetensors(
                new String(file, Long.BYTES, length, StandardCharsets.UTF_8),
                Arrays.copyOfRange(file, Long.BYTES + length, file.length));
    }

    /** The same with a part of the header replaced; fails where there is none to replace. */
    public RawSafetensors replace(String part, String by) {
        if (!header.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + header);
        }
        return new RawSafetensors(header.replace(part, by), data);
    }

    /** The file. */
    public byte[] bytes() {
        var json = header.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        out.writeBytes(json);
        out.writeBytes(data);
        return out.toByteArray();
    }
}

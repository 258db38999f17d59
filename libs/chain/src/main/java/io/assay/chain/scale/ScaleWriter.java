package io.assay.chain.scale;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes what {@link ScaleReader} reads. A number out of its range and a text that has no UTF-8 are refused with
 * {@link IllegalArgumentException}. Each method returns the writer itself.
 */
public final class ScaleWriter {
    private static final int LARGEST_COMPACT_BYTES = 67;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** What was written so far. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    /** One byte, 0 to 255. */
    public ScaleWriter u8(int value) {
        return unsigned(value, 1);
    }

    /** Two bytes, 0 to 65,535. */
    public ScaleWriter u16(int value) {
        return unsigned(value, 2);
    }

    /** Four bytes, 0 to 2^32 - 1. */
    public ScaleWriter u32(long value) {
        return unsigned(value, 4);
    }

    /** Eight bytes; a negative value counts as the number without sign that has the same bits. */
    public ScaleWriter u64(long value) {
        return little(value, 8);
    }

    /** Four bytes in two's complement. */
    public ScaleWriter i32(int value) {
        return little(value, 4);
    }

    /** Eight bytes in two's complement. */
    public ScaleWriter i64(long value) {
        return little(value, 8);
    }

    /**
     * A number without sign.
     *
     * @param width bytes, at least 1
     */
    public ScaleWriter unsigned(BigInteger value, int width) {
        require(value.signum() >= 0 && value.bitLength() <= 8 * width, value, "u" + 8 * width);
        return little(value, width);
    }

    /**
     * A number in two's complement.
     *
     * @param width bytes, at least 1
     */
    public ScaleWriter signed(BigInteger value, int width) {
        require(value.bitLength() < 8 * width, value, "i" + 8 * width);
        return little(value, width);
    }

    /** A compact number in its shortest form, 0 to 2^63 - 1. */
    public ScaleWriter compact(long value) {
        return compact(BigInteger.valueOf(value));
    }

    /** A compact number in its shortest form, 0 to 2^536 - 1. */
    public ScaleWriter compact(BigInteger value) {
        var bits = value.bitLength();
        require(value.signum() >= 0 && bits <= 8 * LARGEST_COMPACT_BYTES, value, "a compact number");
        if (bits <= 6) {
            return little(value.longValue() << 2, 1);
        } else if (bits <= 14) {
            return little(value.longValue() << 2 | 1, 2);
        } else if (bits <= 30) {
            return little(value.longValue() << 2 | 2, 4);
        }
        var width = (bits + 7) / 8;
        return little((width - 4) << 2 | 3, 1).little(value, width);
    }

    /** 0 or 1. */
    public ScaleWriter bool(boolean value) {
        return little(value ? 1 : 0, 1);
    }

    /** 0, or 1 and the value. */
    public <T> ScaleWriter option(Optional<T> value, BiConsumer<ScaleWriter, T> write) {
        bool(value.isPresent());
        value.ifPresent(present -> write.accept(this, present));
        return this;
    }

    /** The number of elements and each of them. */
    public <T> ScaleWriter vec(List<T> elements, BiConsumer<ScaleWriter, T> write) {
        compact(elements.size());
        elements.forEach(element -> write.accept(this, element));
        return this;
    }

    /** The number of bytes and the bytes. */
    public ScaleWriter bytes(byte[] value) {
        return compact(value.length).fixed(value);
    }

    /** The bytes alone. */
    public ScaleWriter fixed(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    /** A text in UTF-8. */
    public ScaleWriter text(String value) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text has half of a surrogate pair, which UTF-8 cannot hold", e);
        }
    }

    private ScaleWriter unsigned(long value, int width) {
        return unsigned(BigInteger.valueOf(value), width);
    }

    private ScaleWriter little(long value, int width) {
        return little(BigInteger.valueOf(value), width);
    }

    private ScaleWriter little(BigInteger value, int width) {
        for (var i = 0; i < width; i++) {
            out.write(value.shiftRight(8 * i).intValue());
        }
        return this;
    }

    private static void require(boolean fits, BigInteger value, String type) {
        if (!fits) {
            throw new IllegalArgumentException(value + " does not fit " + type);
        }
    }
}

package io.assay.chain.scale;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads SCALE from front to back. Every method throws {@link MalformedScaleException} if the bytes end too early or are
 * not in the one form that the format allows; nothing is allocated for a claimed length that the bytes left cannot hold.
 *
 * @see <a href="https://docs.polkadot.com/polkadot-protocol/parachain-basics/data-encoding/">the format</a>
 */
public final class ScaleReader {
    private static final int LARGEST_TWO_BYTE = 14;
    private static final int LARGEST_FOUR_BYTE = 30;

    private final byte[] bytes;
    private int at;

    /**
     * Reads from the first of these bytes.
     *
     * @param bytes not copied; not to be changed while they are read
     */
    public ScaleReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Bytes already read. */
    public int offset() {
        return at;
    }

    /** Bytes left. */
    public int remaining() {
        return bytes.length - at;
    }

    /** One byte, 0 to 255. */
    public int u8() {
        return (int) little(1, "u8");
    }

    /** Two bytes, 0 to 65,535. */
    public int u16() {
        return (int) little(2, "u16");
    }

    /** Four bytes, 0 to 2^32 - 1. */
    public long u32() {
        return little(4, "u32");
    }

    /** Eight bytes whose value may exceed that of a signed long; then it is negative here, see {@link Long#toUnsignedString}. */
    public long u64() {
        return little(8, "u64");
    }

    /** Four bytes in two's complement. */
    public int i32() {
        return (int) little(4, "i32");
    }

    /** Eight bytes in two's complement. */
    public long i64() {
        return little(8, "i64");
    }

    /**
     * A number without sign: u8 to u256 and wider.
     *
     * @param width bytes, at least 1
     */
    public BigInteger unsigned(int width) {
        return new BigInteger(1, bigEndian(width, "u" + 8 * width));
    }

    /**
     * A number in two's complement: i8 to i256 and wider.
     *
     * @param width bytes, at least 1
     */
    public BigInteger signed(int width) {
        return new BigInteger(bigEndian(width, "i" + 8 * width));
    }

    /** A compact number, 0 to 2^536 - 1, in the shortest of its forms. */
    public BigInteger compact() {
        var start = at;
        var first = (int) little(1, "a compact number");
        return switch (first & 3) {
            case 0 -> BigInteger.valueOf(first >> 2);
            case 1 -> shortest(start, shifted(start, 2), 6);
            case 2 -> shortest(start, shifted(start, 4), LARGEST_TWO_BYTE);
            default -> large(start, (first >> 2) + 4);
        };
    }

    /** A compact number, 0 to 2^32 - 1. */
    public long compactU32() {
        var start = at;
        var value = compact();
        if (value.bitLength() > 32) {
            throw new MalformedScaleException(start, "a compact number of 32 bits", value.bitLength() + " bits");
        }
        return value.longValue();
    }

    /**
     * The length of what follows.
     *
     * @param leastBytes the fewest bytes that one element takes, at least 1
     */
    public int length(int leastBytes) {
        var start = at;
        var length = compactU32();
        if (length * leastBytes > remaining()) {
            throw new MalformedScaleException(
                    start, "a length that " + remaining() + " bytes can hold", length + " elements");
        }
        return (int) length;
    }

    /** 0 or 1. */
    public boolean bool() {
        return flag("a bool, 0 or 1");
    }

    /** Nothing after 0, a value after 1. */
    public <T> Optional<T> option(Function<ScaleReader, T> value) {
        return flag("an option, 0 or 1") ? Optional.of(value.apply(this)) : Optional.empty();
    }

    /**
     * A vector.
     *
     * @param leastBytes the fewest bytes that one element takes, at least 1
     * @return unmodifiable
     */
    public <T> List<T> vec(int leastBytes, Function<ScaleReader, T> element) {
        var length = length(leastBytes);
        var elements = new ArrayList<T>(length);
        for (var i = 0; i < length; i++) {
            elements.add(element.apply(this));
        }
        return Collections.unmodifiableList(elements);
    }

    /** A vector of bytes. */
    public byte[] bytes() {
        return fixed(length(1));
    }

    /**
     * An array of bytes, without a length before it.
     *
     * @param length bytes
     */
    public byte[] fixed(int length) {
        require(length, length + " bytes");
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A text in UTF-8. */
    public String text() {
        var length = length(1);
        var start = at;
        try {
            at += length;
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedScaleException(start, "a text in UTF-8", length + " bytes that are none");
        }
    }

    /** Requires that all bytes are read. */
    public void end() {
        if (remaining() > 0) {
            throw malformed("the end", remaining() + " more bytes");
        }
    }

    /** A fault at the place that was reached, for the caller to throw. */
    public MalformedScaleException malformed(String expected, String found) {
        return new MalformedScaleException(at, expected, found);
    }

    private boolean flag(String expected) {
        var start = at;
        var value = (int) little(1, expected);
        if (value > 1) {
            throw new MalformedScaleException(start, expected, Integer.toString(value));
        }
        return value == 1;
    }

    /** A compact number of a fixed width, without its two bits of mode. */
    private BigInteger shifted(int start, int width) {
        at = start;
        return BigInteger.valueOf(little(width, "a compact number of " + width + " bytes") >> 2);
    }

    private BigInteger large(int start, int width) {
        var value = new BigInteger(1, bigEndian(width, "a compact number of " + width + " bytes"));
        return shortest(start, value, Math.max(LARGEST_FOUR_BYTE, 8 * (width - 1)));
    }

    /** Requires more bits than the next shorter form can hold. */
    private static BigInteger shortest(int start, BigInteger value, int bitsOfShorter) {
        if (value.bitLength() <= bitsOfShorter) {
            throw new MalformedScaleException(
                    start, "a compact number in its shortest form", "a longer form of " + value);
        }
        return value;
    }

    private long little(int width, String expected) {
        require(width, expected);
        var value = 0L;
        for (var i = width - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xFF);
        }
        at += width;
        return value;
    }

    private byte[] bigEndian(int width, String expected) {
        require(width, expected);
        var reversed = new byte[width];
        for (var i = 0; i < width; i++) {
            reversed[width - 1 - i] = bytes[at + i];
        }
        at += width;
        return reversed;
    }

    private void require(int width, String expected) {
        if (width > remaining()) {
            throw malformed(expected, remaining() == 0 ? "the end" : "only " + remaining() + " bytes left");
        }
    }
}

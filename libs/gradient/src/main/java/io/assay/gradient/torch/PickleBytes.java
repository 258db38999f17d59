package io.assay.gradient.torch;

import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a pickle from its begin to its end; beyond the end there is an error, never another's memory. */
final class PickleBytes {
    private static final int MAX_TEXT = 512;
    private static final int MAX_LINE = 128;
    private static final int LONG_BYTES = Long.BYTES;

    private final ByteBuffer bytes;

    PickleBytes(byte[] pickle) {
        bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    boolean atEnd() {
        return !bytes.hasRemaining();
    }

    int u8() throws MalformedTorchException {
        return need(1).get() & 0xFF;
    }

    int u16() throws MalformedTorchException {
        return need(2).getShort() & 0xFFFF;
    }

    int i32() throws MalformedTorchException {
        return need(4).getInt();
    }

    long u32() throws MalformedTorchException {
        return i32() & 0xFFFF_FFFFL;
    }

    /** A double, the only number of a pickle with its most significant byte first. */
    double f64() throws MalformedTorchException {
        return Double.longBitsToDouble(Long.reverseBytes(need(Double.BYTES).getLong()));
    }

    /** A whole number of at most eight bytes, its length before it. */
    long longer() throws MalformedTorchException {
        var length = u8();
        if (length > LONG_BYTES) {
            throw malformed("a whole number has " + length + " bytes, allowed: at most " + LONG_BYTES);
        }
        need(length);
        var value = 0L;
        for (var i = 0; i < length; i++) {
            value |= (bytes.get() & 0xFFL) << (8 * i);
        }
        var unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    /** Text with its length before it. */
    String text() throws MalformedTorchException {
        var length = u32();
        if (length > MAX_TEXT) {
            throw malformed("a text has " + length + " bytes, allowed: at most " + MAX_TEXT);
        }
        return utf8((int) length);
    }

    /** Text up to a line's end. */
    String line() throws MalformedTorchException {
        for (var length = 0; length <= MAX_LINE && length < bytes.remaining(); length++) {
            if (bytes.get(bytes.position() + length) == '\n') {
                var line = utf8(length);
                u8();
                return line;
            }
        }
        throw malformed("a line has no end within " + MAX_LINE + " bytes");
    }

    private String utf8(int length) throws MalformedTorchException {
        need(length);
        var text = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw malformed("a text is not UTF-8");
        }
    }

    private ByteBuffer need(int count) throws MalformedTorchException {
        if (bytes.remaining() < count) {
            throw malformed("it ends in the middle");
        }
        return bytes;
    }

    MalformedTorchException malformed(String sentence) {
        return new MalformedTorchException(Fault.PICKLE, "the pickle, at byte " + position() + ": " + sentence);
    }
}

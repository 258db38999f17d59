package io.assay.chain.timelock;

import io.assay.chain.timelock.TimelockException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads what ark-serialize wrote compressed: a Vec of bytes is its length, 8 bytes little-endian, and the bytes. */
final class ArkReader {
    private final ByteBuffer bytes;

    ArkReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] array(String field, int length) throws TimelockException {
        requireLeft(field, length);
        var out = new byte[length];
        bytes.get(out);
        return out;
    }

    byte[] vector(String field) throws TimelockException {
        requireLeft(field, Long.BYTES);
        var length = bytes.getLong();
        requireLeft(field, length);
        return array(field, (int) length);
    }

    byte[] vector(String field, int length) throws TimelockException {
        var out = vector(field);
        require(out.length == length, field, "has " + out.length + " bytes, allowed: " + length);
        return out;
    }

    void end(String field) throws TimelockException {
        require(!bytes.hasRemaining(), field, "is followed by " + bytes.remaining() + " bytes, allowed: 0");
    }

    private void requireLeft(String field, long length) throws TimelockException {
        require(
                length >= 0 && length <= bytes.remaining(),
                field,
                "needs " + Long.toUnsignedString(length) + " bytes, there are " + bytes.remaining());
    }

    private static void require(boolean holds, String field, String fault) throws TimelockException {
        if (!holds) {
            throw new TimelockException(Reason.MALFORMED, "the commit's " + field + " " + fault);
        }
    }
}

package io.assay.chain.timelock;

import io.assay.chain.timelock.TimelockException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ScaleWriter} writes, from a stranger: every length is held against what is there. */
final class ScaleReader {
    private final ByteBuffer in;

    ScaleReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes(String field) throws TimelockException {
        var out = new byte[count(field, 1)];
        in.get(out);
        return out;
    }

    List<Integer> u16s(String field) throws TimelockException {
        var count = count(field, Short.BYTES);
        var out = new ArrayList<Integer>(count);
        for (var i = 0; i < count; i++) {
            out.add(Short.toUnsignedInt(in.getShort()));
        }
        return out;
    }

    long u64(String field) throws TimelockException {
        requireLeft(field, Long.BYTES);
        return in.getLong();
    }

    void end(String field) throws TimelockException {
        require(!in.hasRemaining(), field, "is followed by " + in.remaining() + " bytes, allowed: 0");
    }

    private int count(String field, int elementBytes) throws TimelockException {
        requireLeft(field, 1);
        var width = 1 << (in.get(in.position()) & 3);
        require(width <= Integer.BYTES, field, "is longer than 2^30");
        requireLeft(field, width);
        var count = number(width) >>> 2;
        require(width == ScaleWriter.compactBytes(count), field, "has a length in " + width + " bytes, fewer do");
        requireLeft(field, (long) count * elementBytes);
        return count;
    }

    private int number(int bytes) {
        var out = 0;
        for (var i = 0; i < bytes; i++) {
            out |= (in.get() & 0xff) << (8 * i);
        }
        return out;
    }

    private void requireLeft(String field, long bytes) throws TimelockException {
        require(bytes <= in.remaining(), field, "needs " + bytes + " bytes, there are " + in.remaining());
    }

    private static void require(boolean holds, String field, String fault) throws TimelockException {
        if (!holds) {
            throw new TimelockException(Reason.UNREADABLE_PAYLOAD, "the payload's " + field + " " + fault);
        }
    }
}

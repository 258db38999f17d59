package io.assay.chain.timelock;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The little of SCALE, Substrate's encoding, that commits are made of; all integers are little-endian. */
final class ScaleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ScaleWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ScaleWriter bytes(byte[] bytes) {
        return compact(bytes.length).raw(bytes);
    }

    ScaleWriter u16(int value) {
        return number(value, Short.BYTES);
    }

    ScaleWriter u16s(List<Integer> values) {
        compact(values.size());
        values.forEach(this::u16);
        return this;
    }

    ScaleWriter u64(long value) {
        return number(value, Long.BYTES);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /** In how many bytes a length below 2^30 is written. */
    static int compactBytes(int length) {
        if (length < 1 << 6) {
            return 1;
        }
        return length < 1 << 14 ? 2 : 4;
    }

    /** The two lowest bits tell the width: 0, 1, 2 for one, two, four bytes. */
    private ScaleWriter compact(int length) {
        var bytes = compactBytes(length);
        return number((long) length << 2 | bytes >> 1, bytes);
    }

    private ScaleWriter number(long value, int bytes) {
        for (var i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }
}

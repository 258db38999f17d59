package io.assay.chain.metadata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64, the hash that names Substrate's pallets and storage items. It is no cryptographic hash.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">the specification</a>
 */
final class XxHash64 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private XxHash64() {}

    /** The hash of the bytes; of its eight bytes the lowest is written first. */
    static long hash(byte[] bytes, long seed) {
        var striped = bytes.length / STRIPE * STRIPE;
        var hash = striped == 0 ? seed + PRIME_5 : stripes(bytes, striped, seed);
        return avalanche(tail(bytes, striped, hash + bytes.length));
    }

    private static long stripes(byte[] bytes, int end, long seed) {
        var lanes = new long[] {seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1};
        for (var at = 0; at < end; at += STRIPE) {
            for (var i = 0; i < lanes.length; i++) {
                lanes[i] = round(lanes[i], (long) LONGS.get(bytes, at + 8 * i));
            }
        }
        var hash = Long.rotateLeft(lanes[0], 1)
                + Long.rotateLeft(lanes[1], 7)
                + Long.rotateLeft(lanes[2], 12)
                + Long.rotateLeft(lanes[3], 18);
        for (var lane : lanes) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }

    private static long tail(byte[] bytes, int from, long hash) {
        var at = from;
        for (; at + 8 <= bytes.length; at += 8) {
            hash ^= round(0, (long) LONGS.get(bytes, at));
            hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
        }
        if (at + 4 <= bytes.length) {
            hash ^= Integer.toUnsignedLong((int) INTS.get(bytes, at)) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < bytes.length; at++) {
            hash ^= (bytes[at] & 0xFF) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long avalanche(long hash) {
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }
}

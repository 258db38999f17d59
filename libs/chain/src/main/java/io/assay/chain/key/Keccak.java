package io.assay.chain.key;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The permutation Keccak-f[1600] (FIPS 202, section 3). The state is 25 lanes of 64 bits, lane (x, y) at index
 * {@code x + 5y}, as 200 bytes in little-endian order.
 */
final class Keccak {
    static final int STATE_BYTES = 200;

    private static final long[] ROUND_CONSTANTS = {
        0x0000000000000001L, 0x0000000000008082L, 0x800000000000808aL, 0x8000000080008000L,
        0x000000000000808bL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
        0x000000000000008aL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000aL,
        0x000000008000808bL, 0x800000000000008bL, 0x8000000000008089L, 0x8000000000008003L,
        0x8000000000008002L, 0x8000000000000080L, 0x000000000000800aL, 0x800000008000000aL,
        0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
    };
    /** Where pi moves each lane along its one cycle that starts at lane 1, and rho's rotation of the lane on the way. */
    private static final int[] PI_CYCLE = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private static final int[] RHO_ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };

    private Keccak() {}

    /** Permutes 200 bytes in place. */
    static void permute(byte[] state) {
        var lanes = new long[25];
        ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(lanes);
        for (var constant : ROUND_CONSTANTS) {
            theta(lanes);
            rhoAndPi(lanes);
            chi(lanes);
            lanes[0] ^= constant;
        }
        ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(lanes);
    }

    private static void theta(long[] lanes) {
        var parity = new long[5];
        for (var x = 0; x < 5; x++) {
            parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }
        for (var i = 0; i < 25; i++) {
            var x = i % 5;
            lanes[i] ^= parity[(x + 4) % 5] ^ Long.rotateLeft(parity[(x + 1) % 5], 1);
        }
    }

    private static void rhoAndPi(long[] lanes) {
        var carried = lanes[1];
        for (var step = 0; step < PI_CYCLE.length; step++) {
            var next = lanes[PI_CYCLE[step]];
            lanes[PI_CYCLE[step]] = Long.rotateLeft(carried, RHO_ROTATIONS[step]);
            carried = next;
        }
    }

    private static void chi(long[] lanes) {
        var row = new long[5];
        for (var y = 0; y < 25; y += 5) {
            System.arraycopy(lanes, y, row, 0, 5);
            for (var x = 0; x < 5; x++) {
                lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
            }
        }
    }
}

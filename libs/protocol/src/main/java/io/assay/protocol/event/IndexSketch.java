package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.util.Arrays;
import java.util.Base64;

/**
 * The indices a gradient has in some chunks, the same chunks for all gradients of a window.
 *
 * @param k indices of each chunk
 * @param indices of each chunk ascending, one chunk after another in the order drawn: u16, little-endian, in Base64
 */
public record IndexSketch(int k, String indices) {
    /** Most indices: 3,072 bytes, 4,096 characters. */
    public static final int MAX_INDICES = 1536;

    private static final int MAX_CHARACTERS = MAX_INDICES * Short.BYTES / 3 * 4;

    public IndexSketch {
        Checks.within("k", k, 1, MAX_INDICES);
        Checks.text("indices", indices, MAX_CHARACTERS);
        decoded(k, indices);
    }

    /**
     * The sketch of some chunks.
     *
     * @param k indices of each chunk
     * @param chunks as many indices as a multiple of k, at most {@value #MAX_INDICES}, ascending within each chunk
     */
    public static IndexSketch of(int k, short[] chunks) {
        var bytes = new byte[Short.BYTES * chunks.length];
        for (var i = 0; i < chunks.length; i++) {
            bytes[2 * i] = (byte) chunks[i];
            bytes[2 * i + 1] = (byte) (chunks[i] >> Byte.SIZE);
        }
        return new IndexSketch(k, Base64.getEncoder().encodeToString(bytes));
    }

    /** The indices as numbers, chunk after chunk. */
    public int[] numbers() {
        return decoded(k, indices);
    }

    private static int[] decoded(int k, String indices) {
        var bytes = Base64.getDecoder().decode(indices);
        if (bytes.length == 0 || bytes.length % (Short.BYTES * k) != 0) {
            throw new IllegalArgumentException(
                    "indices has " + bytes.length + " bytes, allowed: a multiple of 2 k = " + 2 * k);
        }
        var numbers = new int[bytes.length / Short.BYTES];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = (bytes[2 * i] & 0xFF) | ((bytes[2 * i + 1] & 0xFF) << Byte.SIZE);
        }
        return numbers;
    }

    @Override
    public String toString() {
        return "IndexSketch[k=" + k + ", chunks=" + numbers().length / k + ", hash=" + Arrays.hashCode(numbers()) + "]";
    }
}

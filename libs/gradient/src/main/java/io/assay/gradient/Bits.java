package io.assay.gradient;

/** Runs of bits in words, the lowest first. */
final class Bits {
    private Bits() {}

    /** Words of so many bits. */
    static int words(long bits) {
        return Math.toIntExact((bits + Long.SIZE - 1) / Long.SIZE);
    }

    /**
     * Sets the bits of {@code out} from {@code at} on that are set in {@code in}.
     *
     * @param in words from {@code from} on; bits beyond {@code count} are not looked at
     * @param out clear where it is written to
     */
    static void put(long[] in, int from, long count, long[] out, long at) {
        for (var left = count; left > 0; left -= Long.SIZE) {
            var used = (int) Math.min(Long.SIZE, left);
            put(in[from++] & (-1L >>> (Long.SIZE - used)), used, out, at);
            at += used;
        }
    }

    /** The same with the order of the bits turned round: the last of them comes first. */
    static void putReversed(long[] in, int from, int count, long[] out, long at) {
        for (var word = (count - 1) / Long.SIZE; word >= 0 && count > 0; word--) {
            var used = Math.min(Long.SIZE, count - word * Long.SIZE);
            var bits = Long.reverse(in[from + word]) >>> (Long.SIZE - used);
            put(bits, used, out, at);
            at += used;
        }
    }

    /** Sets those of {@code count} bits that are set, at most 64, the others being clear. */
    static void put(long bits, int count, long[] out, long at) {
        var word = (int) (at >>> 6);
        var shift = (int) (at & 63);
        out[word] |= bits << shift;
        if (shift + count > Long.SIZE) {
            out[word + 1] |= bits >>> -shift;
        }
    }
}

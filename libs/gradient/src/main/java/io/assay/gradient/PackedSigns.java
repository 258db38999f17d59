package io.assay.gradient;

import io.assay.gradient.StripDecoder.Contribution;
import io.assay.protocol.Checks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * One bit a parameter over the vector of all parameters: set for +1, clear for −1. Zero counts as −1, as in upstream's
 * {@code pack_binary_tensor}. Eight bits a byte, the lowest first; the unused bits of the last byte are clear.
 *
 * <p>Immutable.
 */
public final class PackedSigns {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bits;
    private final long size;

    /** Takes {@code bits} over. */
    PackedSigns(byte[] bits, long size) {
        this.bits = bits;
        this.size = size;
    }

    /**
     * Signs from their bytes.
     *
     * @param size number of signs
     * @throws IllegalArgumentException if {@code bytes} has not exactly the bytes of {@code size} signs, or an unused
     *     bit is set
     */
    public static PackedSigns fromBytes(byte[] bytes, long size) {
        Checks.notNegative("size", size);
        if (bytes.length != byteCount(size)) {
            throw new IllegalArgumentException(
                    size + " signs take " + byteCount(size) + " bytes, here are " + bytes.length);
        }
        var unused = (int) (-size & 7);
        if (unused > 0 && Byte.toUnsignedInt(bytes[bytes.length - 1]) >>> (8 - unused) != 0) {
            throw new IllegalArgumentException(
                    "the last byte of " + size + " signs has one of its upper " + unused + " bits set, allowed: none");
        }
        return new PackedSigns(bytes.clone(), size);
    }

    /**
     * The signs of one decoded gradient, on this thread and those of the common pool.
     *
     * @throws IllegalArgumentException if the gradient is not of this layout
     */
    public static PackedSigns of(GradientLayout layout, CompressedGradient gradient) {
        return of(DctKernel.fastest(), layout, gradient, true);
    }

    static PackedSigns of(DctKernel kernel, GradientLayout layout, CompressedGradient gradient, boolean parallel) {
        layout.require(gradient);
        var packer = new SignPacker(kernel, layout, parallel);
        for (var i = 0; i < layout.parameters().size(); i++) {
            packer.pack(
                    layout.parameters().get(i),
                    Contribution.plain(gradient.parameters().get(i)));
        }
        return packer.packed();
    }

    /** Number of signs. */
    public long size() {
        return size;
    }

    /**
     * Whether a parameter's sign is +1.
     *
     * @param index in the vector of all parameters
     */
    public boolean positive(long index) {
        Objects.checkIndex(index, size);
        return bit(index) != 0;
    }

    /**
     * Up to 64 signs in a word, the first in its lowest bit; bits beyond the last sign are clear.
     *
     * @param index of the first, in the vector of all parameters
     */
    public long word(long index) {
        Objects.checkIndex(index, size);
        var at = (int) (index >>> 3);
        var shift = (int) (index & 7);
        var word = wordAt(at) >>> shift;
        return shift == 0 || at + Long.BYTES >= bits.length
                ? word
                : word | Byte.toUnsignedLong(bits[at + Long.BYTES]) << (Long.SIZE - shift);
    }

    /**
     * Writes one parameter's signs as +1 and −1.
     *
     * @param out at least as long as the parameter; row-major from 0 on
     */
    public void write(ParameterLayout layout, float[] out) {
        Objects.checkFromIndexSize(0, layout.size(), out.length);
        write(layout.offset(), layout.size(), out);
    }

    /**
     * Writes as many signs as {@code out} is long as +1 and −1.
     *
     * @param offset of the first, in the vector of all parameters
     */
    public void write(long offset, float[] out) {
        write(offset, out.length, out);
    }

    private void write(long offset, int count, float[] out) {
        Objects.checkFromIndexSize(offset, count, size);
        for (var i = 0; i < count; i++) {
            out[i] = 2 * bit(offset + i) - 1;
        }
    }

    /** The bytes, a copy. */
    public byte[] toBytes() {
        return bits.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedSigns signs && size == signs.size && Arrays.equals(bits, signs.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return "PackedSigns[" + size + "]";
    }

    static long byteCount(long size) {
        return size / 8 + (size % 8 == 0 ? 0 : 1);
    }

    private long wordAt(int at) {
        if (at + Long.BYTES <= bits.length) {
            return (long) LITTLE_ENDIAN.get(bits, at);
        }
        var word = 0L;
        for (var i = bits.length - 1; i >= at; i--) {
            word = word << Byte.SIZE | Byte.toUnsignedLong(bits[i]);
        }
        return word;
    }

    private int bit(long index) {
        return bits[(int) (index >>> 3)] >>> (index & 7) & 1;
    }
}

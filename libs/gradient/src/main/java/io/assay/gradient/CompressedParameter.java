package io.assay.gradient;

import io.assay.gradient.safetensors.Dtype;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The coefficients sent of one parameter: chunk by chunk, k each. A view of the file or the arrays they came from,
 * which nobody may change and which must stay reachable (a mapping: open) while this is used.
 *
 * <p>An index is row frequency · chunk columns + column frequency, an unsigned 16-bit number; each has one value.
 */
public final class CompressedParameter {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment indices;
    private final MemorySegment values;
    private final Dtype dtype;
    private final int size;

    private CompressedParameter(MemorySegment indices, MemorySegment values, Dtype dtype) {
        this.indices = indices;
        this.values = values;
        this.dtype = dtype;
        size = Math.toIntExact(indices.byteSize() / Short.BYTES);
    }

    /**
     * Coefficients in arrays, which are not copied.
     *
     * @throws IllegalArgumentException if there are more of one than of the other
     */
    public static CompressedParameter of(short[] indices, float[] values) {
        requireSame(indices.length, values.length);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            return new CompressedParameter(MemorySegment.ofArray(indices), MemorySegment.ofArray(values), Dtype.F32);
        }
        var turned = MemorySegment.ofArray(new byte[indices.length * Short.BYTES]);
        MemorySegment.copy(indices, 0, turned, U16, 0, indices.length);
        var floats = MemorySegment.ofArray(new byte[values.length * Float.BYTES]);
        MemorySegment.copy(values, 0, floats, F32, 0, values.length);
        return new CompressedParameter(turned, floats, Dtype.F32);
    }

    /**
     * Coefficients where a file has them, little-endian.
     *
     * @param indices two bytes each
     * @param values as many, of {@code dtype}
     * @param dtype F32, F16 or BF16; the last two are widened as they are read, which is exact
     * @throws IllegalArgumentException if there are more of one than of the other, or the dtype is none of these
     */
    public static CompressedParameter view(MemorySegment indices, MemorySegment values, Dtype dtype) {
        if (dtype != Dtype.F32 && dtype != Dtype.F16 && dtype != Dtype.BF16) {
            throw new IllegalArgumentException("values are " + dtype + ", allowed: F32, F16, BF16");
        }
        requireSame(indices.byteSize() / Short.BYTES, values.byteSize() / dtype.bytes());
        return new CompressedParameter(indices, values, dtype);
    }

    /** Number of coefficients. */
    public int size() {
        return size;
    }

    /** The {@code i}-th index, 0 to 65,535. */
    public int index(int i) {
        return Short.toUnsignedInt(indices.getAtIndex(U16, i));
    }

    /** The {@code i}-th value. */
    public float value(int i) {
        return switch (dtype) {
            case F16 -> Float.float16ToFloat(values.getAtIndex(U16, i));
            case BF16 -> Float.intBitsToFloat(values.getAtIndex(U16, i) << 16);
            default -> values.getAtIndex(F32, i);
        };
    }

    /** Copies {@code count} indices from {@code from} on, as their bits, to the start of {@code out}. */
    public void indices(int from, int count, short[] out) {
        MemorySegment.copy(indices, U16, (long) from * Short.BYTES, out, 0, count);
    }

    /** Copies {@code count} values from {@code from} on, widened to F32, to the start of {@code out}. */
    public void values(int from, int count, float[] out) {
        if (dtype == Dtype.F32) {
            MemorySegment.copy(values, F32, (long) from * Float.BYTES, out, 0, count);
            return;
        }
        for (var i = 0; i < count; i++) {
            out[i] = value(from + i);
        }
    }

    /** All indices as their bits, a copy. */
    public short[] indices() {
        var copy = new short[size];
        indices(0, size, copy);
        return copy;
    }

    /** All values widened to F32, a copy. */
    public float[] values() {
        var copy = new float[size];
        values(0, size, copy);
        return copy;
    }

    /** The bytes of the indices: two each, little-endian. */
    MemorySegment indexBytes() {
        return indices;
    }

    /** The bytes of the values, little-endian, of {@link #dtype()}. */
    MemorySegment valueBytes() {
        return values;
    }

    /** How the values are stored: F32, F16 or BF16. */
    Dtype dtype() {
        return dtype;
    }

    /** Whether the indices are the same and the values too, bit by bit once widened; how they are stored is no part. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof CompressedParameter that) || size != that.size) {
            return false;
        }
        if (indices.mismatch(that.indices) != -1) {
            return false;
        }
        for (var i = 0; i < size; i++) {
            if (Float.floatToIntBits(value(i)) != Float.floatToIntBits(that.value(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        var hash = 0;
        for (var i = 0; i < size; i++) {
            hash = 31 * hash + Objects.hash(index(i), value(i));
        }
        return hash;
    }

    @Override
    public String toString() {
        return "CompressedParameter[" + size + " coefficients, " + dtype + "]";
    }

    private static void requireSame(long indices, long values) {
        if (indices != values) {
            throw new IllegalArgumentException(
                    indices + " indices and " + values + " values, allowed: as many of each");
        }
    }
}

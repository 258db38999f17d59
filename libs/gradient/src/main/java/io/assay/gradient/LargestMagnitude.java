package io.assay.gradient;

import io.assay.gradient.safetensors.Dtype;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The largest magnitude of a parameter's values as its bits. Without the sign, the bits of floats order as the floats
 * do, infinity above all numbers and NaN above infinity: one number tells whether all are finite and whether any is not
 * zero.
 */
final class LargestMagnitude {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private LargestMagnitude() {}

    static int bits(CompressedParameter content) {
        var values = content.valueBytes();
        return content.dtype() == Dtype.F32 ? ofFour(values, content.size()) : ofTwo(values, content.size());
    }

    /** The bits of infinity: numbers are below. */
    static int infinity(Dtype dtype) {
        return switch (dtype) {
            case F16 -> 0x7C00;
            case BF16 -> 0x7F80;
            default -> 0x7F80_0000;
        };
    }

    private static int ofFour(MemorySegment values, int count) {
        var largest = 0;
        for (var i = 0; i < count; i++) {
            largest = Math.max(largest, values.get(U32, 4L * i) & 0x7FFF_FFFF);
        }
        return largest;
    }

    private static int ofTwo(MemorySegment values, int count) {
        var largest = 0;
        for (var i = 0; i < count; i++) {
            largest = Math.max(largest, values.get(U16, 2L * i) & 0x7FFF);
        }
        return largest;
    }
}

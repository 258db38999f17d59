package io.assay.gradient;

/** Two-byte floats widened; every value of both types is exact in F32. */
final class HalfFloats {
    private HalfFloats() {}

    static void fromF16(short[] bits, float[] out) {
        for (var i = 0; i < bits.length; i++) {
            out[i] = Float.float16ToFloat(bits[i]);
        }
    }

    static void fromBf16(short[] bits, float[] out) {
        for (var i = 0; i < bits.length; i++) {
            out[i] = Float.intBitsToFloat(bits[i] << 16);
        }
    }
}

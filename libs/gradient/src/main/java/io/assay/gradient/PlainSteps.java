package io.assay.gradient;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One value after the other. */
final class PlainSteps implements StepKernel {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final short NOT_A_NUMBER = 0x7fc0;

    @Override
    public void move(MemorySegment values, long at, int count, long signs, float rate, float keep) {
        for (var i = 0; i < count; i++) {
            var kept = values.getAtIndex(FLOAT, at + i) * keep;
            values.setAtIndex(FLOAT, at + i, kept - signed(signs, i, rate));
        }
    }

    @Override
    public void write(MemorySegment values, long at, int count, long signs, float rate, MemorySegment out) {
        for (var i = 0; i < count; i++) {
            out.setAtIndex(FLOAT, at + i, values.getAtIndex(FLOAT, at + i) - signed(signs, i, rate));
        }
    }

    @Override
    public void writeRounded(MemorySegment values, long at, int count, long signs, float rate, MemorySegment out) {
        for (var i = 0; i < count; i++) {
            out.setAtIndex(SHORT, at + i, rounded(values.getAtIndex(FLOAT, at + i) - signed(signs, i, rate)));
        }
    }

    private static float signed(long signs, int bit, float rate) {
        return (signs >>> bit & 1) == 1 ? rate : -rate;
    }

    private static short rounded(float value) {
        var bits = Float.floatToRawIntBits(value);
        return Float.isNaN(value) ? NOT_A_NUMBER : (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }
}

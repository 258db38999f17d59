package io.assay.gradient;

import java.lang.foreign.MemorySegment;

/** {@link SignStep} of up to 64 values, the signs of which are one word: a set bit is +1, a clear one −1. */
sealed interface StepKernel permits PlainSteps, VectorSteps {
    /** The fastest there is on this machine. */
    static StepKernel fastest() {
        return VectorModule.isThere() && VectorKernel.isWide() ? new VectorSteps() : new PlainSteps();
    }

    /** values[at + i] = values[at + i] · keep − sign[i] · rate. */
    void move(MemorySegment values, long at, int count, long signs, float rate, float keep);

    /** out[at + i] = values[at + i] − sign[i] · rate. */
    void write(MemorySegment values, long at, int count, long signs, float rate, MemorySegment out);

    /** The same in bfloat16. */
    void writeRounded(MemorySegment values, long at, int count, long signs, float rate, MemorySegment out);
}

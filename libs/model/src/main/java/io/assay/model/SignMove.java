package io.assay.model;

import io.assay.gradient.PackedSigns;
import io.assay.gradient.SignStep;
import java.lang.foreign.MemorySegment;

/**
 * How a step moves θ: θ ← θ·(1 − learningRate·weightDecay) − learningRate·sign. Both factors are computed in double
 * precision and rounded to float.
 */
record SignMove(PackedSigns signs, double learningRate, double weightDecay) {
    float keep() {
        return (float) (1 - learningRate * weightDecay);
    }

    float rate() {
        return (float) learningRate;
    }

    /** Moves floats that begin at {@code offset} in the vector of all parameters. */
    void move(MemorySegment values, long offset) {
        new SignStep(signs, rate()).move(values, offset, keep());
    }
}

package io.assay.model;

import ai.djl.ndarray.NDList;
import io.assay.gradient.PackedSigns;
import org.jspecify.annotations.Nullable;

/** The one set of parameters beside the model's own: what a forward pass reads when it is not the model itself. */
sealed interface TrialValues extends AutoCloseable permits HostTrialValues, DeviceTrialValues {
    /**
     * Writes θ − sign · rate, in the precision of the forward pass.
     *
     * @param signs θ itself, rounded where the precision wants it, if absent
     */
    void write(@Nullable PackedSigns signs, float rate);

    /** An array for each parameter in canonical order; bfloat16 is told as 16-bit integers of the same bits. */
    NDList arrays();

    @Override
    void close();
}

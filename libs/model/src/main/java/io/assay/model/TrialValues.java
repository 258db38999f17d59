package io.assay.model;

import io.assay.gradient.PackedSigns;
import org.jspecify.annotations.Nullable;

/** The one set of parameters beside the model's own: what a forward pass reads when it is not the model itself. */
sealed interface TrialValues extends PassValues, AutoCloseable permits HostTrialValues, DeviceTrialValues {
    /**
     * Writes θ − sign · rate, in the precision of the forward pass.
     *
     * @param signs θ itself, rounded where the precision wants it, if absent
     */
    void write(@Nullable PackedSigns signs, float rate);

    @Override
    void close();
}

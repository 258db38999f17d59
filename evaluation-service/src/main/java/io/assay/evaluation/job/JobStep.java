package io.assay.evaluation.job;

import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.model.TestBatches;
import io.assay.gradient.PackedSigns;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import org.jspecify.annotations.Nullable;

/** How far a record has come. */
public sealed interface JobStep {
    /**
     * All that the device needs is in memory.
     *
     * @param signs of the gradient, checked and decoded
     * @param probe what the sender tells of its model; not copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Prepared(
            GradientArrived job, Delivery delivery, PackedSigns signs, float @Nullable [] probe, TestBatches batches)
            implements JobStep {}

    /** The model does not stand at the job's window yet, and cannot be brought there. */
    record Awaiting(long window) implements JobStep {}

    /** There is an outcome to publish: a measurement, or why there is none. */
    record Concluded(Event outcome) implements JobStep {}

    /** Nothing is left to do. */
    record Ended(JobOutcome outcome) implements JobStep {}
}

package io.assay.evaluation.core;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import org.jspecify.annotations.Nullable;

/** What to do next with a record of {@code gradient-arrivals}. */
public sealed interface JobDecision {
    /** Nothing: the record is done. */
    record Skip(SkipReason reason) implements JobDecision {}

    /** The model stands at the job's window: measure. */
    record Measure(GradientArrived job) implements JobDecision {}

    /** All steps up to this window are known: take them. */
    record Advance(long window) implements JobDecision {}

    /** The step at the end of this window is missing: wait for it. */
    record Await(long window) implements JobDecision {}

    /** There is no model, or it is beyond the job: build the one of this window. */
    record Stand(long window) implements JobDecision {}

    /**
     * What a worker knows.
     *
     * @param modelWindow where the worker's model stands; absent before there is one
     * @param reach how far known steps lead from there without a gap
     * @param settledThrough newest window with a verdict, -1 if there is none; verdicts come in the order of windows
     * @param published whether the record's outcome was published by this process
     */
    record Knowledge(@Nullable Long modelWindow, long reach, long settledThrough, boolean published) {}

    /**
     * Decides.
     *
     * @param netuid the worker's subnet
     */
    static JobDecision of(Event event, int netuid, Knowledge knowledge) {
        if (event.netuid() != netuid) {
            return new Skip(SkipReason.OTHER_SUBNET);
        }
        return switch (event) {
            case GradientArrived job when !job.drawn() -> new Skip(SkipReason.NOT_DRAWN);
            case GradientArrived job when knowledge.published() -> new Skip(SkipReason.DUPLICATE);
            case GradientArrived job when job.window() <= knowledge.settledThrough() -> new Skip(SkipReason.SETTLED);
            case GradientArrived job -> next(job, knowledge);
            case GradientRejected _ -> new Skip(SkipReason.REJECTED);
            case WindowOpened _,
                    WindowClosing _,
                    WindowClosed _,
                    LossDelta _,
                    EvaluationFailed _,
                    ModelAdvanced _,
                    WindowVerdict _,
                    PeerStanding _,
                    WeightsPlanned _,
                    WeightsSubmitted _,
                    WeightsRefused _,
                    WeightsInBlock _,
                    WeightsExpired _,
                    WeightsCommitted _,
                    WeightsFinalized _,
                    WeightsFailed _ -> new Skip(SkipReason.OTHER_EVENT);
        };
    }

    private static JobDecision next(GradientArrived job, Knowledge knowledge) {
        var at = knowledge.modelWindow();
        if (at == null || at > job.window()) {
            return new Stand(job.window());
        }
        if (at == job.window()) {
            return new Measure(job);
        }
        return knowledge.reach() > at
                ? new Advance(Math.min(knowledge.reach(), job.window()))
                : new Await(knowledge.reach());
    }
}

package io.assay.evaluation.job;

import io.assay.evaluation.core.Losses;
import io.assay.evaluation.model.DataOutOfReachException;
import io.assay.evaluation.model.DataUnavailableException;
import io.assay.evaluation.model.Workbench;
import io.assay.evaluation.s3.GradientSource;
import io.assay.evaluation.s3.GradientSource.Fetched;
import io.assay.gradient.Expectation;
import io.assay.gradient.GradientReading;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a gradient and tries it on a model that stands at its window. */
public final class Measuring {
    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

    private final GradientSource gradients;
    private final InstantSource clock;

    /** Gradients come from {@code gradients}; durations are taken by {@code clock}. */
    public Measuring(GradientSource gradients, InstantSource clock) {
        this.gradients = gradients;
        this.clock = clock;
    }

    /** What came of a gradient. */
    sealed interface Result {}

    /** An outcome to publish: a measurement, or that there can be none. */
    record Outcome(Event event) implements Result {}

    /** The store does not answer. */
    record StoreUnavailable(String detail) implements Result {}

    /** The device or our code failed; the bench has no model any more. */
    record Faulty(String detail) implements Result {}

    Result measure(Workbench bench, GradientArrived job, String worker) {
        var expected = new Expectation(job.window(), job.uid(), job.hotkey());
        return switch (gradients.fetch(job.gradient(), expected)) {
            case Fetched.Unavailable(var detail) -> new StoreUnavailable(detail);
            case Fetched.Unusable(var detail) ->
                new Outcome(Losses.failed(job, EvaluationFailure.OBJECT_UNAVAILABLE, detail, worker));
            case Fetched.Gradient(var content) -> tried(bench, job, content, worker);
        };
    }

    private Result tried(Workbench bench, GradientArrived job, GradientReading.Accepted content, String worker) {
        var started = clock.instant();
        try {
            var steps = bench.stepsBehind(job, content);
            var losses = bench.measure(job, content.gradient());
            var millis = Math.max(0, Duration.between(started, clock.instant()).toMillis());
            return new Outcome(losses.outcome(job, steps, worker, millis));
        } catch (DataUnavailableException e) {
            var detail = String.valueOf(e.getMessage());
            return new Outcome(Losses.failed(job, EvaluationFailure.DATA_UNAVAILABLE, detail, worker));
        } catch (DataOutOfReachException e) {
            return new StoreUnavailable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} cannot measure {}", worker, job.idempotencyKey(), e);
            // A device that failed in the middle may have left anything behind.
            bench.discard();
            return new Faulty(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}

package io.assay.evaluation.job;

import io.assay.evaluation.core.Losses;
import io.assay.evaluation.metrics.Postponement;
import io.assay.evaluation.model.Workbench;
import io.assay.protocol.event.EvaluationFailure;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a prepared gradient on a model that stands at its window. */
public final class Measuring {
    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

    private final InstantSource clock;

    /** Durations are taken by {@code clock}. */
    public Measuring(InstantSource clock) {
        this.clock = clock;
    }

    JobStep measure(Workbench bench, JobStep.Prepared prepared, String worker) {
        var started = clock.instant();
        var job = prepared.job();
        try {
            var steps = bench.stepsBehind(job, prepared.probe());
            var losses = bench.measure(job, prepared.signs(), prepared.batches());
            var millis = Math.max(0, Duration.between(started, clock.instant()).toMillis());
            return new JobStep.Concluded(losses.outcome(job, steps, worker, millis));
        } catch (RuntimeException e) {
            LOG.error("{} cannot measure {}", worker, job.idempotencyKey(), e);
            // A device that failed in the middle may have left anything behind.
            bench.discard();
            return faulty(prepared, e.getClass().getSimpleName() + ": " + e.getMessage(), worker);
        }
    }

    private static JobStep faulty(JobStep.Prepared prepared, String detail, String worker) {
        return prepared.delivery().last()
                ? new JobStep.Concluded(Losses.failed(prepared.job(), EvaluationFailure.DEVICE_FAULT, detail, worker))
                : new JobStep.Ended(new JobOutcome.Postponed(Postponement.FAULT, detail));
    }
}

package io.assay.evaluation.job;

import io.assay.evaluation.core.Catchup;
import io.assay.evaluation.core.ClosingWindows;
import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.core.JobDecision;
import io.assay.evaluation.core.JobDecision.Advance;
import io.assay.evaluation.core.JobDecision.Await;
import io.assay.evaluation.core.JobDecision.Knowledge;
import io.assay.evaluation.core.JobDecision.Measure;
import io.assay.evaluation.core.JobDecision.Skip;
import io.assay.evaluation.core.JobDecision.Stand;
import io.assay.evaluation.core.Losses;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.metrics.Postponement;
import io.assay.evaluation.model.DataOutOfReachException;
import io.assay.evaluation.model.DataUnavailableException;
import io.assay.evaluation.model.Divergence;
import io.assay.evaluation.model.Workbench;
import io.assay.model.DivergedModelException;
import io.assay.model.ModelHistory;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.service.kafka.DeadLetters;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker's jobs: decides, moves the model, has gradients prepared and measured, publishes. */
public final class JobRunner implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Terms terms;
    private final Workbench bench;
    private final Divergence divergence;
    private final ModelHistory history;
    private final ClosingWindows closing;
    private final LongSupplier settledThrough;
    private final Preparation preparation;
    private final Measuring measuring;
    private final OutcomePublisher outcomes;
    private final RecentOutcomes recent;
    private final DeadLetters deadLetters;
    private final EvaluationMeters meters;

    /**
     * What a worker is told.
     *
     * @param worker its name in outcomes
     * @param patience how long a job waits for a missing step, or for store and broker
     */
    public record Terms(int netuid, String worker, Duration patience) {}

    /**
     * A worker's runner.
     *
     * @param divergence of the bench's model from the record
     * @param settledThrough newest window with a verdict, -1 if there is none
     */
    public JobRunner(
            Terms terms,
            Workbench bench,
            Divergence divergence,
            ModelHistory history,
            ClosingWindows closing,
            LongSupplier settledThrough,
            Preparation preparation,
            Measuring measuring,
            OutcomePublisher outcomes,
            RecentOutcomes recent,
            DeadLetters deadLetters,
            EvaluationMeters meters) {
        this.terms = terms;
        this.bench = bench;
        this.divergence = divergence;
        this.history = history;
        this.closing = closing;
        this.settledThrough = settledThrough;
        this.preparation = preparation;
        this.measuring = measuring;
        this.outcomes = outcomes;
        this.recent = recent;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** Builds the model of the first window that may have jobs, as far as the record is known. */
    @Override
    public void start() throws IOException {
        bench.prepare();
        var _ = begin();
    }

    @Override
    public boolean fit() {
        return divergence.none();
    }

    /**
     * Takes one step towards the first window that may have jobs, or measures a batch of its losses before; after a
     * divergence, loads the model anew.
     */
    @Override
    public boolean ahead(OptionalLong held) throws IOException {
        try {
            return fit() ? further(held) : divergence.due() && stand(divergence.window());
        } catch (DivergedModelException e) {
            divergence.found(e);
            return false;
        }
    }

    private boolean further(OptionalLong held) throws IOException {
        var at = bench.window();
        if (at < 0) {
            return held.isEmpty() && begin();
        }
        var target = Catchup.target(at, settledThrough.getAsLong(), closing.newest(), held);
        if (outrun(target)) {
            return stand(target);
        }
        if (target > at && history.reach(at) > at) {
            bench.follow(at + 1);
            return true;
        }
        return at > settledThrough.getAsLong()
                && closing.of(at).map(this::measureAhead).orElse(false);
    }

    @Override
    public boolean reachable(long window) {
        var at = bench.window();
        return at < 0 || at >= window || outrun(window) || history.reach(at) >= window;
    }

    @Override
    public JobStep prepare(Event event, Delivery delivery) throws InterruptedException {
        history.note(event);
        if (decide(event) instanceof Skip(var reason)) {
            meters.skipped(reason);
            return new JobStep.Ended(new JobOutcome.Done());
        }
        var job = (GradientArrived) event;
        return delivery.tooOften() ? giveUp(job, delivery) : preparation.prepare(job, delivery, terms.worker());
    }

    /** While the store does not answer, the job is kept: handed on, it would use up its deliveries in no time. */
    @Override
    public JobStep measure(JobStep.Prepared job) throws InterruptedException {
        var step = once(job);
        for (var left = terms.patience().dividedBy(PAUSE); left > 0 && unavailable(step); left--) {
            Thread.sleep(PAUSE);
            step = once(job);
        }
        return step;
    }

    /** An outcome that the broker does not take is kept for a while: it would have to be measured again. */
    @Override
    public JobStep publish(Event outcome) throws InterruptedException {
        for (var left = terms.patience().dividedBy(PAUSE); ; left--) {
            try {
                outcomes.publish(outcome);
                return new JobStep.Ended(
                        outcome instanceof EvaluationFailed ? new JobOutcome.Unmeasurable() : new JobOutcome.Done());
            } catch (IOException e) {
                if (left <= 0) {
                    return postponed(Postponement.STORE_UNAVAILABLE, e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private boolean begin() throws IOException {
        var first = history.firstWindow();
        if (first.isEmpty()) {
            return false;
        }
        if (stand(first.getAsLong())) {
            LOG.info("{} begins at window {}", terms.worker(), bench.window());
        }
        return fit();
    }

    /** Builds the model of a window, or of the first after it that is not settled; whether it is as the record says. */
    private boolean stand(long window) throws IOException {
        try {
            bench.stand(Math.max(window, settledThrough.getAsLong() + 1));
            divergence.agreed(bench.window());
        } catch (DivergedModelException e) {
            divergence.found(e);
        }
        return fit();
    }

    private boolean measureAhead(ClosingWindows.Closing window) {
        try {
            return bench.measureAhead(window);
        } catch (DataUnavailableException e) {
            LOG.warn("{} cannot measure a loss ahead: {}", terms.worker(), e.getMessage());
            return true;
        } catch (DataOutOfReachException e) {
            LOG.warn("{} cannot measure a loss ahead yet: {}", terms.worker(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // A device that failed in the middle may have left anything behind.
            bench.discard();
            throw e;
        }
    }

    private static boolean unavailable(JobStep step) {
        return step instanceof JobStep.Ended(JobOutcome.Postponed(var why, var _))
                && why == Postponement.STORE_UNAVAILABLE;
    }

    private JobStep once(JobStep.Prepared job) {
        try {
            return attempt(job);
        } catch (IOException e) {
            return postponed(Postponement.STORE_UNAVAILABLE, e);
        } catch (DivergedModelException e) {
            divergence.found(e);
            return postponed(Postponement.MODEL_DIVERGED, e);
        } catch (RuntimeException e) {
            LOG.warn("{} failed on {}", terms.worker(), job.job().idempotencyKey(), e);
            return postponed(Postponement.FAULT, e);
        }
    }

    private JobStep attempt(JobStep.Prepared job) throws IOException {
        while (true) {
            switch (decide(job.job())) {
                case Skip(var reason) -> {
                    meters.skipped(reason);
                    return new JobStep.Ended(new JobOutcome.Done());
                }
                case Measure _ -> {
                    return measuring.measure(bench, job, terms.worker());
                }
                case Advance(var window) -> bench.follow(window);
                case Stand(var window) -> bench.stand(window);
                case Await(var window) -> {
                    return new JobStep.Awaiting(window);
                }
            }
        }
    }

    private JobDecision decide(Event event) {
        var at = bench.window() < 0 || outrun(event.window()) ? null : bench.window();
        var published = event instanceof GradientArrived job && recent.has(job);
        var reach = at == null ? -1 : history.reach(at);
        return JobDecision.of(event, terms.netuid(), new Knowledge(at, reach, settledThrough.getAsLong(), published));
    }

    /** Whether the model cannot go where it is wanted, but one made of a checkpoint can. */
    private boolean outrun(long wanted) {
        return history.forgotten(bench.window()) && !history.forgotten(wanted);
    }

    private JobStep giveUp(GradientArrived job, Delivery delivery) {
        var detail = "delivered " + delivery.count() + " times without an outcome";
        deadLetters.bury(job, detail);
        return new JobStep.Concluded(
                Losses.failed(job, EvaluationFailure.REDELIVERED_TOO_OFTEN, detail, terms.worker()));
    }

    private static JobStep postponed(Postponement why, Exception e) {
        return new JobStep.Ended(new JobOutcome.Postponed(why, String.valueOf(e.getMessage())));
    }
}

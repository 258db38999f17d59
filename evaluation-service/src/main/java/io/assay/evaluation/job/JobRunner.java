package io.assay.evaluation.job;

import io.assay.evaluation.core.Catchup;
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
import io.assay.evaluation.model.Workbench;
import io.assay.model.ModelHistory;
import io.assay.protocol.Topics;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.json.EventJson;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.Received.Poison;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one worker's jobs, one after the other on the thread that owns its model: decides, moves the model, measures,
 * publishes.
 */
public final class JobRunner implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Terms terms;
    private final Workbench bench;
    private final ModelHistory history;
    private final LongSupplier settledThrough;
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
     * @param settledThrough newest window with a verdict, -1 if there is none
     */
    public JobRunner(
            Terms terms,
            Workbench bench,
            ModelHistory history,
            LongSupplier settledThrough,
            Measuring measuring,
            OutcomePublisher outcomes,
            RecentOutcomes recent,
            DeadLetters deadLetters,
            EvaluationMeters meters) {
        this.terms = terms;
        this.bench = bench;
        this.history = history;
        this.settledThrough = settledThrough;
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
        var first = history.firstWindow();
        if (first.isPresent()) {
            bench.stand(Catchup.target(first.getAsLong(), settledThrough.getAsLong()));
            LOG.info("{} begins at window {}", terms.worker(), bench.window());
        }
    }

    /** Takes one step towards the first window that may have jobs. */
    @Override
    public void idle() throws IOException {
        var at = bench.window();
        var target = Catchup.target(at, settledThrough.getAsLong());
        if (at >= 0 && target > at) {
            if (outrun(target)) {
                bench.stand(target);
            } else {
                bench.follow(at + 1);
            }
        }
    }

    /** While store or broker do not answer, the job is kept: handed on, it would use up its deliveries in no time. */
    @Override
    public JobOutcome run(Event event, Delivery delivery) {
        history.note(event);
        try {
            var outcome = once(event, delivery);
            for (var left = terms.patience().dividedBy(PAUSE); left > 0 && unavailable(outcome); left--) {
                Thread.sleep(PAUSE);
                outcome = once(event, delivery);
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new JobOutcome.Postponed(Postponement.STOPPING, "the service stops");
        }
    }

    private static boolean unavailable(JobOutcome outcome) {
        return outcome instanceof JobOutcome.Postponed(var why, var _) && why == Postponement.STORE_UNAVAILABLE;
    }

    private JobOutcome once(Event event, Delivery delivery) throws InterruptedException {
        try {
            return attempt(event, delivery);
        } catch (IOException e) {
            return new JobOutcome.Postponed(Postponement.STORE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("{} failed on {}", terms.worker(), event.idempotencyKey(), e);
            return new JobOutcome.Postponed(Postponement.FAULT, String.valueOf(e.getMessage()));
        }
    }

    private JobOutcome attempt(Event event, Delivery delivery) throws IOException, InterruptedException {
        while (true) {
            var decision = decide(event);
            if (delivery.tooOften() && !(decision instanceof Skip) && event instanceof GradientArrived job) {
                return giveUp(job, delivery);
            }
            switch (decision) {
                case Skip(var reason) -> {
                    meters.skipped(reason);
                    return new JobOutcome.Done();
                }
                case Measure(var job) -> {
                    return measure(job, delivery);
                }
                case Advance(var window) -> bench.follow(window);
                case Stand(var window) -> bench.stand(window);
                case Await(var window) -> {
                    if (!history.await(window, terms.patience())) {
                        return new JobOutcome.Postponed(
                                Postponement.STEP_MISSING, "the step of window " + window + " is missing");
                    }
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

    private JobOutcome measure(GradientArrived job, Delivery delivery) throws IOException {
        return switch (measuring.measure(bench, job, terms.worker())) {
            case Measuring.Outcome(var event) -> conclude(event);
            case Measuring.StoreUnavailable(var detail) ->
                new JobOutcome.Postponed(Postponement.STORE_UNAVAILABLE, detail);
            case Measuring.Faulty(var detail)
            when delivery.last() ->
                conclude(Losses.failed(job, EvaluationFailure.DEVICE_FAULT, detail, terms.worker()));
            case Measuring.Faulty(var detail) -> new JobOutcome.Postponed(Postponement.FAULT, detail);
        };
    }

    private JobOutcome giveUp(GradientArrived job, Delivery delivery) throws IOException {
        var detail = "delivered " + delivery.count() + " times without an outcome";
        deadLetters.bury(Topics.GRADIENT_ARRIVALS, new Poison(detail, EventJson.write(job)));
        return conclude(Losses.failed(job, EvaluationFailure.REDELIVERED_TOO_OFTEN, detail, terms.worker()));
    }

    private JobOutcome conclude(Event outcome) throws IOException {
        outcomes.publish(outcome);
        return new JobOutcome.Done();
    }
}

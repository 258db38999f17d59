package io.assay.evaluation.kafka;

import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.core.Ending;
import io.assay.evaluation.core.HeldJobs;
import io.assay.evaluation.core.HeldJobs.Due;
import io.assay.evaluation.job.JobOutcome;
import io.assay.evaluation.job.JobStep;
import io.assay.evaluation.job.Jobs;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.metrics.Postponement;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.Received;
import io.assay.service.trace.Traces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker: some members of the share group that hold records, virtual threads that prepare them and publish outcomes,
 * and the device, which measures one after the other. A record is acknowledged only after its outcome is.
 */
public final class EvaluationWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationWorker.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Terms terms;
    private final Jobs jobs;
    private final Device device;
    private final EvaluationMeters meters;
    private final InstantSource clock;
    private final List<Member> members;
    private final ExecutorService others;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final HeldRecords held;
    private final JobTraces traces;
    private volatile boolean standing;
    private volatile boolean faulty;

    /**
     * What a worker is told.
     *
     * @param prefetch how many jobs it has prepared, besides the one on the device
     * @param renewEvery well below the group's lock
     * @param patience how long a prepared job waits for a missing step
     * @param maxDeliveries how often a job is tried
     */
    public record Terms(String name, int prefetch, Duration renewEvery, Duration patience, int maxDeliveries) {}

    /**
     * A worker that does not run yet.
     *
     * @param consumers makes the members' consumers
     */
    public EvaluationWorker(
            Terms terms,
            Supplier<ShareConsumer<String, Received>> consumers,
            Jobs jobs,
            Device device,
            DeadLetters deadLetters,
            EvaluationMeters meters,
            Traces traces,
            InstantSource clock) {
        this.terms = terms;
        this.jobs = jobs;
        this.device = device;
        this.meters = meters;
        this.traces = new JobTraces(traces);
        this.clock = clock;
        this.held = new HeldRecords(new HeldJobs(terms.renewEvery(), terms.patience()), clock);
        this.others = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(terms.name() + "-", 0).factory());
        this.members = IntStream.rangeClosed(0, terms.prefetch())
                .mapToObj(number -> new Member(
                        terms.name() + "-member-" + number,
                        consumers.get(),
                        new Holding(),
                        terms.maxDeliveries(),
                        deadLetters,
                        meters,
                        stop))
                .toList();
        meters.watchPrepared(terms.name(), held::prepared);
    }

    /** Starts: the model first, then jobs. */
    public void start() {
        device.drive(this::turn, TICK);
    }

    /** Something has happened that may give the device work. */
    public void wake() {
        device.wake(this::turn);
    }

    /** Whether the model stands, agrees with the record, and the last rounds with device and broker went well. */
    public boolean ready() {
        return standing && jobs.fit() && !faulty && members.stream().allMatch(Member::ready);
    }

    /** Hands on what is only prepared, and what is on the device if it takes long. */
    @Override
    public void close() {
        stop.countDown();
        held.stop(GRACE);
        try {
            var until = clock.instant().plus(LIMIT);
            for (var member : members) {
                member.join(Duration.between(clock.instant(), until));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        device.close();
        others.shutdownNow();
    }

    private void turn() {
        try {
            if (stop.getCount() > 0 && (standing ? work() : standUp())) {
                wake();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean standUp() throws InterruptedException {
        standing = attempt("start", () -> {
            jobs.start();
            return true;
        });
        if (standing) {
            members.forEach(Member::start);
        }
        return standing;
    }

    /** One job, or one piece of work ahead; whether there may be more. */
    private boolean work() throws InterruptedException {
        if (!jobs.fit()) {
            return mend();
        }
        held.releaseOverdue(jobs::reachable).forEach(this::overdue);
        var next = held.next(jobs::reachable);
        if (next != null) {
            meters.waited(next.waited());
            apply(next.ticket(), measured(next));
            return true;
        }
        return ahead();
    }

    /** While the model is not as it should be, others have to do with what is held here. */
    private boolean mend() throws InterruptedException {
        var going = ahead();
        for (var left = jobs.fit() ? 0 : held.handOn(); left > 0; left--) {
            meters.postponed(Postponement.MODEL_DIVERGED);
        }
        return going;
    }

    private boolean ahead() throws InterruptedException {
        var oldest = held.oldestWindow();
        return attempt("ahead", () -> jobs.ahead(oldest));
    }

    private void overdue(JobStep.Prepared job) {
        meters.postponed(Postponement.STEP_MISSING);
        LOG.warn(
                "{} hands {} on: the model did not come to its window in {}",
                terms.name(),
                job.job().idempotencyKey(),
                terms.patience());
    }

    private JobStep measured(HeldRecords.Next next) throws InterruptedException {
        try (var _ = traces.of(next.ticket()).makeCurrent()) {
            return guarded(() -> jobs.measure(next.job()));
        }
    }

    /** Whatever is thrown, a record never stays without an end. */
    private static JobStep guarded(Callable<JobStep> action) throws InterruptedException {
        try {
            return action.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            LOG.error("a job ended without an outcome", e);
            return new JobStep.Ended(new JobOutcome.Postponed(Postponement.FAULT, String.valueOf(e)));
        }
    }

    private void elsewhere(long ticket, Callable<JobStep> action) {
        others.execute(() -> {
            try (var _ = traces.of(ticket).makeCurrent()) {
                apply(ticket, guarded(action));
            } catch (InterruptedException _) {
                end(ticket, new JobOutcome.Postponed(Postponement.STOPPING, "the service stops"));
            }
        });
    }

    private void apply(long ticket, JobStep step) {
        switch (step) {
            case JobStep.Prepared job -> keep(ticket, job);
            case JobStep.Awaiting _ -> held.putBack(ticket);
            case JobStep.Concluded(var outcome) -> elsewhere(ticket, () -> jobs.publish(outcome));
            case JobStep.Ended(var outcome) -> end(ticket, outcome);
        }
    }

    private void keep(long ticket, JobStep.Prepared job) {
        if (held.keep(ticket, job)) {
            wake();
        }
    }

    private void end(long ticket, JobOutcome outcome) {
        var ending = switch (outcome) {
            case JobOutcome.Done _ -> Ending.ACCEPT;
            case JobOutcome.Unmeasurable _ -> Ending.REJECT;
            case JobOutcome.Postponed _ -> Ending.RELEASE;
        };
        if (held.end(ticket, ending) && outcome instanceof JobOutcome.Postponed(var why, var detail)) {
            meters.postponed(why);
            LOG.warn("{} hands a job on, {}: {}", terms.name(), why.code(), detail);
        }
    }

    /** Does something that may fail for reasons that pass; false after a fault. */
    private boolean attempt(String what, Callable<Boolean> action) throws InterruptedException {
        try {
            var result = action.call();
            faulty = false;
            return result;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            faulty = true;
            meters.fault(what);
            LOG.warn("{}: {} failed and is tried again", terms.name(), what, e);
            return false;
        }
    }

    /** What members see of this worker. */
    private final class Holding implements Member.Jobholder {
        @Override
        public boolean willing() {
            return jobs.fit();
        }

        @Override
        public long take(Event event, Delivery delivery) {
            var ticket = held.take(event.window());
            traces.begin(ticket, event);
            if (stop.getCount() > 0) {
                elsewhere(ticket, () -> jobs.prepare(event, delivery));
            }
            return ticket;
        }

        @Override
        public Due await(long ticket) throws InterruptedException {
            return held.await(ticket);
        }

        @Override
        public void renewed(long ticket) {
            held.renewed(ticket);
        }

        @Override
        public void free(long ticket) {
            held.free(ticket);
            traces.end(ticket);
        }
    }
}

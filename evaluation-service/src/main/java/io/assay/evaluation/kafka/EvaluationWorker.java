package io.assay.evaluation.kafka;

import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.job.JobOutcome;
import io.assay.evaluation.job.Jobs;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the share group. Its own thread talks to the broker and renews the lock of the job at hand; the job runs
 * on the device's thread. A record is acknowledged only after its outcome is.
 */
public final class EvaluationWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationWorker.class);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final ShareConsumer<String, Received> consumer;
    private final Duration renewEvery;
    private final int maxDeliveries;
    private final Jobs jobs;
    private final Device device;
    private final DeadLetters deadLetters;
    private final EvaluationMeters meters;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean standing;
    private volatile boolean faulty;

    /**
     * A worker that does not run yet.
     *
     * @param renewEvery well below the group's lock
     * @param maxDeliveries how often a job is tried
     */
    public EvaluationWorker(
            String name,
            ShareConsumer<String, Received> consumer,
            Duration renewEvery,
            int maxDeliveries,
            Jobs jobs,
            Device device,
            DeadLetters deadLetters,
            EvaluationMeters meters) {
        this.name = name;
        this.consumer = consumer;
        this.renewEvery = renewEvery;
        this.maxDeliveries = maxDeliveries;
        this.jobs = jobs;
        this.device = device;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Starts: the model first, then jobs. */
    public void start() {
        thread.start();
    }

    /** Whether the model stands, agrees with the record, and the last round with the broker went well. */
    public boolean ready() {
        return standing && jobs.fit() && !faulty && thread.isAlive();
    }

    /** Stops after the job at hand, or hands it on when it takes long. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(15));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
        }
        device.close();
    }

    private void run() {
        try (consumer) {
            standUp();
            consumer.subscribe(List.of(Topics.GRADIENT_ARRIVALS.topic()));
            while (running()) {
                round();
            }
        } catch (InterruptedException _) {
            LOG.info("{} was interrupted", name);
        }
    }

    private void standUp() throws InterruptedException {
        while (running() && !standing) {
            standing = attempt(
                    "start",
                    () -> device.run(() -> {
                        jobs.start();
                        return true;
                    }));
        }
    }

    private void round() throws InterruptedException {
        if (!jobs.fit()) {
            mend();
            return;
        }
        var fine = attempt("broker", () -> {
            var records = consumer.poll(POLL);
            for (var found : records) {
                handle(found);
            }
            return records.isEmpty();
        });
        if (fine) {
            var _ = idle();
        }
    }

    private boolean idle() throws InterruptedException {
        return attempt(
                "catch-up",
                () -> device.run(() -> {
                    jobs.idle();
                    return true;
                }));
    }

    /** Takes no records: others have to do with them until the model is as it should be. */
    private void mend() throws InterruptedException {
        if (idle() && !jobs.fit()) {
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Does something that may fail for reasons that pass; false after a fault and a pause. */
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
            LOG.warn("{}: {} failed and is tried again", name, what, e);
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        }
    }

    private void handle(ConsumerRecord<String, Received> found) throws InterruptedException {
        switch (found.value()) {
            case Poison poison -> {
                deadLetters.bury(Topics.GRADIENT_ARRIVALS, poison);
                acknowledge(found, AcknowledgeType.ACCEPT);
            }
            case Understood(var event) -> {
                var delivery = new Delivery(found.deliveryCount().orElse((short) 1), maxDeliveries);
                work(found, event, delivery);
            }
        }
    }

    private void work(ConsumerRecord<String, Received> found, Event event, Delivery delivery)
            throws InterruptedException {
        var job = device.begin(() -> jobs.run(event, delivery));
        var held = found;
        while (!job.await(renewEvery, stop)) {
            held = renew(held);
        }
        acknowledge(
                held,
                switch (job.outcome()) {
                    case JobOutcome.Done _ -> AcknowledgeType.ACCEPT;
                    case JobOutcome.Postponed(var why, var detail) -> {
                        meters.postponed(why);
                        LOG.warn("{} hands {} on, {}: {}", name, event.idempotencyKey(), why.code(), detail);
                        yield AcknowledgeType.RELEASE;
                    }
                });
    }

    /** A renewed record comes back with the next poll and is acknowledged as that one. */
    private ConsumerRecord<String, Received> renew(ConsumerRecord<String, Received> held) {
        acknowledge(held, AcknowledgeType.RENEW);
        meters.renewed();
        for (var again : consumer.poll(POLL)) {
            if (again.partition() == held.partition() && again.offset() == held.offset()) {
                return again;
            }
            consumer.acknowledge(again, AcknowledgeType.RELEASE);
        }
        return held;
    }

    private void acknowledge(ConsumerRecord<String, Received> found, AcknowledgeType type) {
        consumer.acknowledge(found, type);
        consumer.commitSync()
                .forEach((partition, failure) -> failure.ifPresent(e -> {
                    throw e;
                }));
    }

    private boolean running() {
        return stop.getCount() > 0;
    }
}

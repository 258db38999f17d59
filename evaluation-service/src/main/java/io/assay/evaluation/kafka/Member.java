package io.assay.evaluation.kafka;

import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.core.Ending;
import io.assay.evaluation.core.HeldJobs.Due;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.trace.TraceHeader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the share group, with a thread of its own: holds a record at a time, for as long as the worker says. One
 * consumer could not hold several: what it renews comes back with the next poll, which brings nothing new until all of the
 * last one is acknowledged (KIP-1222, as the client of 4.2 does it).
 */
final class Member {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final ShareConsumer<String, Received> consumer;
    private final Jobholder jobs;
    private final int maxDeliveries;
    private final DeadLetters deadLetters;
    private final EvaluationMeters meters;
    private final CountDownLatch stop;
    private final Thread thread;
    private volatile boolean faulty;

    /** Who decides what becomes of a record; the tickets are the worker's. */
    interface Jobholder {
        /** Whether a record may be taken now. */
        boolean willing();

        /** A record was acquired; its ticket. */
        long take(Event event, Delivery delivery);

        /** Waits until something is to be done for a record. */
        Due await(long ticket) throws InterruptedException;

        /** Its lock was renewed. */
        void renewed(long ticket);

        /** It is acknowledged, or its lock is lost. */
        void free(long ticket);
    }

    /**
     * A member that does not run yet.
     *
     * @param maxDeliveries how often a job is tried
     * @param stop counted down when the worker stops
     */
    Member(
            String name,
            ShareConsumer<String, Received> consumer,
            Jobholder jobs,
            int maxDeliveries,
            DeadLetters deadLetters,
            EvaluationMeters meters,
            CountDownLatch stop) {
        this.name = name;
        this.consumer = consumer;
        this.jobs = jobs;
        this.maxDeliveries = maxDeliveries;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.stop = stop;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether it is at work and the last round with the broker went well. */
    boolean ready() {
        return thread.isAlive() && !faulty;
    }

    /** Waits for the end, which comes when the worker stops. */
    void join(Duration limit) throws InterruptedException {
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
        } else {
            thread.join(limit);
        }
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.GRADIENT_ARRIVALS.topic()));
            while (stop.getCount() > 0) {
                if (jobs.willing()) {
                    round();
                } else {
                    stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException _) {
            LOG.info("{} was interrupted", name);
        }
    }

    private void round() throws InterruptedException {
        try {
            for (var found : consumer.poll(POLL)) {
                handle(found);
            }
            faulty = false;
        } catch (RuntimeException e) {
            faulty = true;
            meters.fault("broker");
            LOG.warn("{} begins again", name, e);
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void handle(ConsumerRecord<String, Received> found) throws InterruptedException {
        switch (found.value()) {
            case Poison poison -> {
                deadLetters.bury(Topics.GRADIENT_ARRIVALS, poison.in(found));
                end(found, Ending.REJECT);
            }
            case Understood(var event) -> {
                var count = found.deliveryCount().orElse((short) 1);
                hold(found, take(found, event, new Delivery(count, maxDeliveries)));
            }
        }
    }

    private long take(ConsumerRecord<String, Received> found, Event event, Delivery delivery) {
        try (var _ = TraceHeader.read(found.headers()).makeCurrent()) {
            return jobs.take(event, delivery);
        }
    }

    private void hold(ConsumerRecord<String, Received> found, long ticket) throws InterruptedException {
        try {
            var held = found;
            while (true) {
                switch (jobs.await(ticket)) {
                    case Due.Nothing _ -> {}
                    case Due.Renewal _ -> held = renew(held, ticket);
                    case Due.Acknowledgement(var ending) -> {
                        end(held, ending);
                        return;
                    }
                }
            }
        } finally {
            jobs.free(ticket);
        }
    }

    /** A renewed record comes back with the next poll and is acknowledged as that one. */
    private ConsumerRecord<String, Received> renew(ConsumerRecord<String, Received> held, long ticket) {
        acknowledge(held, AcknowledgeType.RENEW);
        jobs.renewed(ticket);
        meters.renewed();
        for (var again : consumer.poll(POLL)) {
            if (again.partition() == held.partition() && again.offset() == held.offset()) {
                return again;
            }
            consumer.acknowledge(again, AcknowledgeType.RELEASE);
        }
        return held;
    }

    private void end(ConsumerRecord<String, Received> found, Ending ending) {
        acknowledge(
                found,
                switch (ending) {
                    case ACCEPT -> AcknowledgeType.ACCEPT;
                    case RELEASE -> AcknowledgeType.RELEASE;
                    case REJECT -> AcknowledgeType.REJECT;
                });
        meters.acknowledged(ending);
    }

    private void acknowledge(ConsumerRecord<String, Received> found, AcknowledgeType type) {
        consumer.acknowledge(found, type);
        consumer.commitSync()
                .forEach((_, failure) -> failure.ifPresent(e -> {
                    throw e;
                }));
    }
}

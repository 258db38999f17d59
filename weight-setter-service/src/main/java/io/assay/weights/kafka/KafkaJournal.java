package io.assay.weights.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.settings.KafkaSettings;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Ledgers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The record on Kafka. Only what comes back from the broker changes the ledgers, so that memory and record cannot part.
 */
public final class KafkaJournal implements Journal, AutoCloseable {
    private final KafkaSettings kafka;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final Duration limit;
    private final ConcurrentMap<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private final VerdictTraces traces = new VerdictTraces();
    private volatile Ledgers ledgers;
    private volatile @Nullable EventFollower follower;

    /**
     * Reads nothing before {@link #open}.
     *
     * @param limit how long a fact may take to the record and back
     */
    public KafkaJournal(
            KafkaSettings kafka, EventPublisher publisher, DeadLetters deadLetters, Ledgers empty, Duration limit) {
        this.kafka = kafka;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.ledgers = empty;
        this.limit = limit;
    }

    /** Begins to read the record from its first event. */
    public void open() {
        follower = EventFollower.start(
                kafka, this::unreadable, this::apply, Topics.WINDOW_VERDICTS, Topics.WEIGHT_SUBMISSIONS);
    }

    private void unreadable(Topics topic, Poison poison) {
        // What was there before was buried when it came.
        if (caughtUp()) {
            deadLetters.bury(topic, poison);
        } else {
            deadLetters.passOver(topic, poison);
        }
    }

    /** Whether all that was there on opening has been read: before that nothing may be decided. */
    public boolean caughtUp() {
        var reading = follower;
        return reading != null && reading.caughtUp();
    }

    /** False when reading has ended for good. */
    public boolean healthy() {
        var reading = follower;
        return reading == null || reading.healthy();
    }

    @Override
    public Ledgers ledgers() {
        return ledgers;
    }

    @Override
    public void record(Event event) {
        var applied = awaited.computeIfAbsent(event.idempotencyKey(), _ -> new CompletableFuture<>());
        try (var _ = traces.of(event).makeCurrent()) {
            publisher.publish(event).block(limit);
            applied.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while recording " + event.idempotencyKey(), e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(event.idempotencyKey() + " did not come back from the record", e);
        } finally {
            awaited.remove(event.idempotencyKey());
        }
    }

    private void apply(Event event) {
        traces.note(event);
        ledgers = ledgers.apply(event);
        var applied = awaited.get(event.idempotencyKey());
        if (applied != null) {
            applied.complete(null);
        }
    }

    @Override
    public void close() {
        var reading = follower;
        if (reading != null) {
            reading.close();
        }
    }
}

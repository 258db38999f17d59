package io.assay.service.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.trace.TraceHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics from their beginning and goes on reading: loading is replaying. One thread of its own calls the listener
 * with one event after the other, in the order of each partition, as part of the trace that its record names; a listener
 * that throws stops the follower, which says so and is then no longer {@link #healthy()}.
 */
public final class EventFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, Received> consumer;
    private final Map<String, Topics> topics;
    private final BiConsumer<Event, Instant> listener;
    private final BiConsumer<Topics, Poison> poison;
    private final CountDownLatch caughtUpOrEnded = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean reachedEnd;
    private volatile boolean failed;

    private EventFollower(
            KafkaSettings kafka,
            List<Topics> topics,
            BiConsumer<Event, Instant> listener,
            BiConsumer<Topics, Poison> poison) {
        this.consumer =
                new KafkaConsumer<>(KafkaClients.consumer(kafka), new StringDeserializer(), new EventDeserializer());
        this.topics = topics.stream().collect(Collectors.toUnmodifiableMap(Topics::topic, topic -> topic));
        this.listener = listener;
        this.poison = poison;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("follow-" + topics.getFirst().topic())
                .unstarted(this::run);
    }

    /**
     * Starts to follow.
     *
     * @param listener gets every event, from the first
     * @param poison gets every record that is no event
     */
    public static EventFollower start(
            KafkaSettings kafka, BiConsumer<Topics, Poison> poison, Consumer<Event> listener, Topics... topics) {
        return startTimed(kafka, poison, (event, _) -> listener.accept(event), topics);
    }

    /**
     * Starts to follow, with the time at which each event was written.
     *
     * @param listener gets every event, from the first, and its record's timestamp
     * @param poison gets every record that is no event
     */
    public static EventFollower startTimed(
            KafkaSettings kafka,
            BiConsumer<Topics, Poison> poison,
            BiConsumer<Event, Instant> listener,
            Topics... topics) {
        var follower = new EventFollower(kafka, Arrays.asList(topics), listener, poison);
        follower.thread.start();
        return follower;
    }

    /**
     * Waits until all that was there at the start has been given to the listener; false when the limit is over, or the
     * follower ended before.
     */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return caughtUpOrEnded.await(limit.toMillis(), TimeUnit.MILLISECONDS) && caughtUp();
    }

    /** Whether all that was there at the start has been given to the listener. */
    public boolean caughtUp() {
        return reachedEnd && !failed;
    }

    /** False after the listener or the connection has failed for good. */
    public boolean healthy() {
        return !failed;
    }

    /** Stops after the record at hand; the listener may call it too. */
    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            follow();
        } catch (Throwable e) {
            // Errors too: a listener that ran out of memory must not look healthy.
            ended(e);
        } finally {
            caughtUpOrEnded.countDown();
        }
    }

    private void ended(Throwable e) {
        if (!stopping) {
            failed = true;
            LOG.error("following {} ended", topics.keySet(), e);
        }
    }

    private void follow() {
        var partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (!stopping) {
            for (var found : consumer.poll(POLL)) {
                hand(found);
            }
            if (!reachedEnd && !stopping && reached(ends)) {
                reachedEnd = true;
                caughtUpOrEnded.countDown();
            }
        }
    }

    private List<TopicPartition> partitions() {
        return topics.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void hand(ConsumerRecord<String, Received> found) {
        // A record without a value is a tombstone of a compacted topic: nothing happened that anyone has to know.
        if (stopping || found.value() == null) {
            return;
        }
        switch (found.value()) {
            case Understood(var event) -> {
                try (var _ = TraceHeader.read(found.headers()).makeCurrent()) {
                    listener.accept(event, Instant.ofEpochMilli(found.timestamp()));
                }
            }
            case Poison bad -> poison.accept(topic(found), bad.in(found));
        }
    }

    private Topics topic(ConsumerRecord<String, Received> found) {
        return Objects.requireNonNull(topics.get(found.topic()));
    }
}

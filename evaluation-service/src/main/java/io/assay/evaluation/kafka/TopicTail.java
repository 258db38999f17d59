package io.assay.evaluation.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the last records of a topic and goes on with it: for topics that are long, and of which only the newest windows
 * matter.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long TAIL = 32;

    private final Topics topic;
    private final KafkaConsumer<String, Received> consumer;
    private final Consumer<Event> listener;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);

    /**
     * Reads nothing until started.
     *
     * @param listener gets each event that is read
     */
    public TopicTail(KafkaSettings kafka, Topics topic, Consumer<Event> listener) {
        this.topic = topic;
        this.listener = listener;
        this.consumer =
                new KafkaConsumer<>(KafkaClients.consumer(kafka), new StringDeserializer(), new EventDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("tail-" + topic.topic()).unstarted(this::run);
    }

    /** Starts to read. */
    public void start() {
        thread.start();
    }

    /** Waits until the topic's last records were read; false when the limit is over. */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        stop.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
        }
    }

    private void run() {
        try (consumer) {
            while (stop.getCount() > 0) {
                follow();
            }
        } catch (WakeupException | InterruptedException _) {
            LOG.debug("no longer reading {}", topic.topic());
        }
    }

    private void follow() throws InterruptedException {
        try {
            var ends = seekToTail();
            while (stop.getCount() > 0) {
                consumer.poll(POLL).forEach(found -> note(found.value()));
                if (ends.stream().allMatch(end -> consumer.position(end.partition()) >= end.offset())) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("reading {} failed and is tried again", topic.topic(), e);
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private record End(TopicPartition partition, long offset) {}

    private List<End> seekToTail() {
        var partitions = consumer.partitionsFor(topic.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        var begins = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions).entrySet().stream()
                .map(end -> new End(end.getKey(), end.getValue()))
                .toList();
        for (var end : ends) {
            consumer.seek(end.partition(), Math.max(begins.getOrDefault(end.partition(), 0L), end.offset() - TAIL));
        }
        return ends;
    }

    private void note(Received found) {
        if (found instanceof Understood(var event)) {
            listener.accept(event);
        }
    }
}

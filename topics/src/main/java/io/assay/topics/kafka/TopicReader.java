package io.assay.topics.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a topic from its beginning, all partitions in the order of time, and goes on with what comes. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Cluster cluster;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new TreeMap<>();

    /**
     * Opens a topic.
     *
     * @throws UnreadableClusterException if it is not there
     */
    public TopicReader(Cluster cluster, String topic) {
        this.cluster = cluster;
        consumer = cluster.consumer();
        partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new UnreadableClusterException("the brokers at " + cluster.servers() + " have no topic " + topic
                    + ": is it Assay's cluster, and has a service run on it?");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        partitions.forEach(partition -> waiting.put(partition.partition(), new ArrayDeque<>()));
    }

    /** All that is there now, the oldest first. */
    public void present(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        var ends = consumer.endOffsets(partitions);
        var idle = 0;
        while (true) {
            var missing = partitions.stream()
                    .filter(each -> queue(each).isEmpty() && consumer.position(each) < end(ends, each))
                    .toList();
            if (missing.isEmpty()) {
                var next = oldest();
                if (next.isEmpty()) {
                    return;
                }
                sink.accept(next.get());
            } else {
                idle = fill(missing, ends) ? 0 : idle + 1;
                if (idle * POLL.toMillis() > cluster.patience().toMillis()) {
                    throw new TimeoutException("nothing more came from " + missing);
                }
            }
        }
    }

    private boolean fill(List<TopicPartition> missing, Map<TopicPartition, Long> ends) {
        consumer.pause(partitions);
        consumer.resume(missing);
        var before = missing.stream().mapToLong(consumer::position).sum();
        for (var found : consumer.poll(POLL)) {
            var partition = new TopicPartition(found.topic(), found.partition());
            if (found.offset() < end(ends, partition)) {
                queue(partition).add(found);
            } else {
                // Left for what follows.
                consumer.seek(partition, end(ends, partition));
            }
        }
        return missing.stream().mapToLong(consumer::position).sum() > before;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> oldest() {
        return waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparingLong(queue -> queue.element().timestamp()))
                .map(Deque::remove);
    }

    private Deque<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
        return Objects.requireNonNull(waiting.get(partition.partition()));
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** What comes from now on, as long as the sink wants more. Ends when the thread is interrupted, too. */
    public void coming(Predicate<ConsumerRecord<byte[], byte[]>> sink, Runnable idle) {
        consumer.resume(partitions);
        while (!Thread.currentThread().isInterrupted()) {
            for (var found : consumer.poll(POLL)) {
                if (!sink.test(found)) {
                    return;
                }
            }
            idle.run();
        }
    }

    /** One record; empty when it is not there. */
    public Optional<ConsumerRecord<byte[], byte[]>> at(int partition, long offset) {
        var place = partitions.stream()
                .filter(each -> each.partition() == partition)
                .findFirst();
        if (place.isEmpty()
                || offset >= end(consumer.endOffsets(partitions), place.get())
                || offset < end(consumer.beginningOffsets(partitions), place.get())) {
            return Optional.empty();
        }
        consumer.pause(partitions);
        consumer.resume(List.of(place.get()));
        consumer.seek(place.get(), offset);
        for (var waited = 0L; consumer.position(place.get()) <= offset; waited += POLL.toMillis()) {
            for (var found : consumer.poll(POLL)) {
                return found.offset() == offset ? Optional.of(found) : Optional.empty();
            }
            if (waited > cluster.patience().toMillis()) {
                throw new TimeoutException("nothing came from " + place.get());
            }
        }
        return Optional.empty();
    }

    /** An interrupt, which ends following, would keep the consumer from taking its leave. */
    @Override
    public void close() {
        var interrupted = Thread.interrupted();
        consumer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

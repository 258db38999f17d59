package io.assay.rating.kafka;

import io.assay.protocol.Topics;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Stretches of the partitions of {@code window-verdicts}, as bytes; for one thread. */
final class VerdictStretches implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A record may have 8 MiB. */
    private static final int RECORDS_A_POLL = 16;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * A reader.
     *
     * @param isolation {@code read_committed} or {@code read_uncommitted}
     */
    VerdictStretches(KafkaSettings kafka, String isolation) {
        var config = KafkaClients.consumer(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topics.WINDOW_VERDICTS.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.pause(partitions);
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    long begin(TopicPartition partition) {
        return offset(consumer.beginningOffsets(List.of(partition)), partition);
    }

    /** As it is now; for a reader of committed records it is where the first open transaction begins. */
    long end(TopicPartition partition) {
        return offset(consumer.endOffsets(List.of(partition)), partition);
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /**
     * Reads a stretch in its order.
     *
     * @param until exclusive, and not beyond the end
     * @throws IllegalStateException when it cannot be read within 60 s
     */
    void read(TopicPartition partition, long from, long until, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.resume(List.of(partition));
        consumer.seek(partition, from);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < until) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < until) {
                    each.accept(record);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("offsets " + from + " to " + until + " of " + partition
                        + " cannot be read within " + PATIENCE.toSeconds() + " s: see to its broker");
            }
        }
        consumer.pause(List.of(partition));
    }

    @Override
    public void close() {
        consumer.close();
    }
}

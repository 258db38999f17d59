package io.assay.rating.record;

import io.assay.protocol.Topics;
import io.assay.protocol.event.WindowVerdict;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.ReadingThread;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A cursor over the committed verdicts of all subnets; for one thread at a time. */
final class VerdictReader implements ReadingThread.Reader {
    private static final int ANSWER_MILLIS = 10_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final EventDeserializer events = new EventDeserializer();
    private final List<TopicPartition> partitions;

    /**
     * A reader.
     *
     * @param most records of one poll
     */
    VerdictReader(KafkaSettings kafka, int most) {
        var config = KafkaClients.consumer(kafka);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = assigned(consumer);
    }

    /** A constructor that fails leaves nothing behind. */
    private static List<TopicPartition> assigned(KafkaConsumer<String, byte[]> consumer) {
        try {
            var partitions = consumer.partitionsFor(Topics.WINDOW_VERDICTS.topic()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            return partitions;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    Map<TopicPartition, Long> begin() {
        return consumer.beginningOffsets(partitions);
    }

    /** Ends as they are now, open transactions left out. */
    Map<TopicPartition, Long> end() {
        return consumer.endOffsets(partitions);
    }

    /** Reads on from an offset of each partition. */
    void seek(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
    }

    /** Reads on from one partition only. */
    void seekOnly(TopicPartition partition, long offset) {
        consumer.pause(partitions);
        consumer.resume(List.of(partition));
        consumer.seek(partition, offset);
    }

    /** The offset that is read next. */
    long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** Whether everything up to these ends has been read. */
    boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> position(end.getKey()) >= end.getValue());
    }

    /** The next verdicts; what is no event is passed over. */
    List<RecordedVerdict> poll(Duration limit) {
        var verdicts = new ArrayList<RecordedVerdict>();
        for (var found : consumer.poll(limit)) {
            verdict(found).ifPresent(verdicts::add);
        }
        return verdicts;
    }

    private Optional<RecordedVerdict> verdict(ConsumerRecord<String, byte[]> found) {
        return events.deserialize(found.topic(), found.headers(), found.value())
                        instanceof Understood(WindowVerdict verdict)
                ? Optional.of(new RecordedVerdict(
                        verdict,
                        found.value(),
                        new Position(found.partition(), found.offset()),
                        Instant.ofEpochMilli(found.timestamp())))
                : Optional.empty();
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}

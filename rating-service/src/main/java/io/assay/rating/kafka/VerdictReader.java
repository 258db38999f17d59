package io.assay.rating.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.WindowVerdict;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A cursor over the committed verdicts of one subnet; for one thread at a time. */
final class VerdictReader implements AutoCloseable {
    private final KafkaConsumer<String, Received> consumer;
    private final List<TopicPartition> partitions;
    private final int netuid;

    /**
     * A reader.
     *
     * @param most records of one poll
     */
    VerdictReader(KafkaSettings kafka, int netuid, int most) {
        var config = KafkaClients.consumer(kafka);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
        this.netuid = netuid;
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new EventDeserializer());
        partitions = consumer.partitionsFor(Topics.WINDOW_VERDICTS.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    record Found(long offset, WindowVerdict verdict) {}

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

    /** Whether everything up to these ends has been read. */
    boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** The next verdicts of the subnet; others and what is no event are passed over. */
    List<Found> poll(Duration limit) {
        var verdicts = new ArrayList<Found>();
        for (var found : consumer.poll(limit)) {
            verdict(found).ifPresent(verdict -> verdicts.add(new Found(found.offset(), verdict)));
        }
        return verdicts;
    }

    private Optional<WindowVerdict> verdict(ConsumerRecord<String, Received> found) {
        return found.value() instanceof Understood(WindowVerdict verdict) && verdict.netuid() == netuid
                ? Optional.of(verdict)
                : Optional.empty();
    }

    /** Ends a poll of another thread. */
    void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}

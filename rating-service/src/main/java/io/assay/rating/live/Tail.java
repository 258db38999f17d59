package io.assay.rating.live;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.ReadingThread;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The ends of the topics that tell what is going on, for one thread. How much of each is read before what is new depends
 * on what a window writes to it: enough for the newest windows of 256 miners, and no more however long the record is.
 */
final class Tail implements ReadingThread.Reader {
    private static final int RECORDS_A_POLL = 200;
    private static final Map<Topics, Integer> OFFSETS_A_SUBNET = Map.of(
            Topics.WINDOWS, 3 * LiveSubnet.WINDOWS,
            Topics.GRADIENT_ARRIVALS, 256 * LiveSubnet.WINDOWS,
            Topics.LOSS_DELTAS, 256 * LiveSubnet.WINDOWS,
            Topics.WEIGHT_SUBMISSIONS, 4 * LiveSubnet.SUBMISSIONS);

    private final KafkaConsumer<String, byte[]> consumer;
    private final EventDeserializer events = new EventDeserializer();

    Tail(KafkaSettings kafka, int subnets) {
        var config = KafkaClients.consumer(kafka);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            seek(subnets);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void seek(int subnets) {
        var back = OFFSETS_A_SUBNET.entrySet().stream()
                .flatMap(topic -> partitions(topic.getKey())
                        .map(partition -> Map.entry(partition, (long) subnets * topic.getValue())))
                .toList();
        var partitions = back.stream().map(Map.Entry::getKey).toList();
        consumer.assign(partitions);
        var begin = consumer.beginningOffsets(partitions);
        var end = consumer.endOffsets(partitions);
        for (var place : back) {
            var partition = place.getKey();
            consumer.seek(
                    partition,
                    Math.max(begin.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L) - place.getValue()));
        }
    }

    private Stream<TopicPartition> partitions(Topics topic) {
        return consumer.partitionsFor(topic.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()));
    }

    /** The next events; what is no event is passed over, those who bury it count it. */
    List<Event> poll(Duration limit) {
        var found = new ArrayList<Event>();
        for (var next : consumer.poll(limit)) {
            if (events.deserialize(next.topic(), next.headers(), next.value()) instanceof Understood(var event)) {
                found.add(event);
            }
        }
        return found;
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

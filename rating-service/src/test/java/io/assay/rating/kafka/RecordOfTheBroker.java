package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.node.ObjectNode;

/** What is on a broker's topics: events written as the services do, verdicts and dead letters read back. */
public final class RecordOfTheBroker implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final EventSerializer serializer = new EventSerializer();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaSettings kafka;

    public RecordOfTheBroker(KafkaSettings kafka) {
        this.kafka = kafka;
        producer =
                new KafkaProducer<>(KafkaClients.producer(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void publish(List<Event> events) {
        events.stream().map(this::publish).toList().forEach(RecordOfTheBroker::await);
    }

    private Future<?> publish(Event event) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        var value = serializer.serialize("", headers, event);
        var key = event.partitionKey().getBytes(UTF_8);
        return producer.send(new ProducerRecord<>(Topics.of(event).topic(), null, key, value, headers));
    }

    /** Windows 1 to {@code count} of a subnet, all with what one verdict says. */
    void publishVerdictsAs(WindowVerdict verdict, int netuid, int count) {
        var events = new ArrayList<Event>();
        for (var window = 1; window <= count; window++) {
            events.add(as(verdict, netuid, window));
        }
        publish(events);
    }

    static WindowVerdict as(WindowVerdict verdict, int netuid, long window) {
        var tree = (ObjectNode) EventJson.tree(verdict);
        tree.put("netuid", netuid).put("window", window);
        return (WindowVerdict) EventJson.read(verdict.type(), tree.toString().getBytes(UTF_8));
    }

    /** Writes a verdict and commits it only when told to. */
    Runnable publishUncommitted(WindowVerdict verdict) {
        var config = KafkaClients.producer(kafka);
        config.put("transactional.id", "open");
        var open = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        open.initTransactions();
        open.beginTransaction();
        var key = verdict.partitionKey().getBytes(UTF_8);
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        var value = serializer.serialize("", headers, verdict);
        await(open.send(new ProducerRecord<>(Topics.WINDOW_VERDICTS.topic(), null, key, value, headers)));
        return () -> {
            open.commitTransaction();
            open.close();
        };
    }

    void publishPoison(String text) {
        await(producer.send(new ProducerRecord<>(Topics.WINDOWS.topic(), text.getBytes(UTF_8))));
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a record was not written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a record was written", e);
        }
    }

    int partitions(String topic) {
        try (var consumer = consumer("read_committed")) {
            return consumer.partitionsFor(topic).size();
        }
    }

    /** Committed verdicts of a subnet. */
    public List<WindowVerdict> verdicts(int netuid) {
        return records(Topics.WINDOW_VERDICTS.topic(), "read_committed").stream()
                .map(record -> (WindowVerdict) EventJson.read("WindowVerdict", record.value()))
                .filter(verdict -> verdict.netuid() == netuid)
                .toList();
    }

    public void awaitVerdicts(int netuid, int count) throws InterruptedException {
        while (verdicts(netuid).size() < count) {
            Thread.sleep(POLL);
        }
    }

    /** Dead letters of {@code windows}. */
    List<String> buried(String isolation) {
        return records(Topics.WINDOWS.deadLetters(), isolation).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, String isolation) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer(isolation)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found::add);
            }
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        var config = KafkaClients.consumer(kafka);
        config.put("isolation.level", isolation);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
    }
}

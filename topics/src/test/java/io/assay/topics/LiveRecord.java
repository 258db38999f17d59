package io.assay.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.settings.KafkaSettings;
import io.assay.topics.kafka.Cluster;
import io.assay.topics.kafka.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with Assay's topics, written to as the services do, and the commands' answers. */
final class LiveRecord implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedKafka kafka;
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** A broker without topics. */
    LiveRecord(Path directory) {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    }

    /** Assay's topics, all of them new. */
    void empty() throws Exception {
        try (var admin = Admin.create(KafkaClients.common(settings()))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
        }
        TopicDeclaration.declare(settings());
    }

    KafkaSettings settings() {
        return new KafkaSettings(servers(), (short) 1);
    }

    String servers() {
        return kafka.bootstrapServers();
    }

    void publish(Event... events) throws Exception {
        var config = KafkaClients.producer(settings());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new EventSerializer())) {
            for (var event : events) {
                producer.send(new ProducerRecord<>(Topics.of(event).topic(), event.partitionKey(), event))
                        .get();
            }
        }
    }

    void write(Topics topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers)
            throws Exception {
        write(topic.topic(), key, value, headers);
    }

    void writeDead(Topics topic, @Nullable String key, byte[] value, Map<String, String> headers) throws Exception {
        write(topic.deadLetters(), key, value, headers);
    }

    private void write(String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers)
            throws Exception {
        try (var producer = bytes()) {
            var record = new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value);
            headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
            producer.send(record).get();
        }
    }

    private KafkaProducer<byte[], byte[]> bytes() {
        return new KafkaProducer<>(
                KafkaClients.deadLetterProducer(settings()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Follows a topic to its end as a service does, buries what it cannot read, and says what it could. */
    List<Event> follow(Topics topic, boolean bury) throws Exception {
        var read = new ArrayList<Event>();
        try (var producer = bytes()) {
            var dead = new DeadLetters(producer, new SimpleMeterRegistry());
            try (var follower = EventFollower.start(
                    settings(),
                    (from, poison) -> {
                        if (bury) {
                            dead.bury(from, poison);
                        }
                    },
                    read::add,
                    topic)) {
                if (!follower.awaitCaughtUp(PATIENCE)) {
                    throw new IllegalStateException("not caught up");
                }
            }
        }
        return read;
    }

    /** The first record of a topic. */
    ConsumerRecord<byte[], byte[]> first(Topics topic) {
        try (var reader = new TopicReader(new Cluster(servers(), new Properties(), PATIENCE), topic.topic())) {
            return reader.at(0, 0).orElseThrow();
        }
    }

    int topics(String... words) {
        reset();
        return TopicsMain.run(args(words), PATIENCE, print(out), print(err));
    }

    int dlt(String... words) {
        reset();
        return DeadLettersMain.run(args(words), PATIENCE, print(out), print(err));
    }

    private void reset() {
        out.reset();
        err.reset();
    }

    String[] args(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--bootstrap", servers()))
                .toArray(String[]::new);
    }

    String said() {
        return out.toString(UTF_8);
    }

    List<String> lines() {
        return said().lines().toList();
    }

    String faults() {
        return err.toString(UTF_8);
    }

    static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }

    @Override
    public void close() {
        kafka.close();
    }
}

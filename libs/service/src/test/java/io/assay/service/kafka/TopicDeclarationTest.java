package io.assay.service.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.test.StepVerifier;

@Timeout(60)
class TopicDeclarationTest {
    @TempDir
    Path directory;

    @Test
    void createsWhatIsMissingAndChangesNothingElse() throws Exception {
        try (var broker = Broker.start(directory);
                var admin = broker.admin()) {
            TopicDeclaration.declare(broker.settings());
            assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(declared());
            assertThat(config(admin, "window-verdicts", "retention.ms")).isEqualTo("-1");
            assertThat(config(admin, "peer-standings", "cleanup.policy")).isEqualTo("compact");
            assertThat(config(admin, "windows.dlt", "max.message.bytes")).isEqualTo("8454144");

            admin.createPartitions(Map.of("windows", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            while (described(admin, "windows").partitions().size() < 3) {
                Thread.onSpinWait();
            }
            var before = admin.describeTopics(declared()).allTopicNames().get();
            TopicDeclaration.declare(broker.settings());
            assertThat(admin.describeTopics(declared()).allTopicNames().get()).isEqualTo(before);
            assertThat(requireNonNull(before.get("windows")).partitions()).hasSize(3);
        }
    }

    @Test
    void namesAReplicationThatTheClusterCannotHave() {
        try (var broker = Broker.start(directory)) {
            var three = new KafkaSettings(broker.settings().brokers(), (short) 3);
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> TopicDeclaration.declare(three))
                    .satisfies(e -> assertThat(e.remedy()).contains("assay.kafka.replication"));
        }
    }

    @Test
    void givesUpWhereNobodyAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refuses("127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void givesUpWhereNobodyListens() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        refuses("127.0.0.1:" + port);
    }

    @Test
    void namesAnAddressThatIsNone() {
        refuses("no-such-host.invalid:9092");
    }

    @Test
    @Timeout(20)
    void publishesToTheTopicAndBuriesWithTheReason() throws Exception {
        try (var broker = Broker.start(directory)) {
            TopicDeclaration.declare(broker.settings());
            publish(broker);
            bury(broker);
        }
    }

    private static void publish(Broker broker) {
        var meters = new SimpleMeterRegistry();
        var factory = new DefaultKafkaProducerFactory<String, Event>(
                KafkaClients.producer(broker.settings()), new StringSerializer(), new EventSerializer());
        var publisher = new EventPublisher(new KafkaTemplate<>(factory), meters);
        StepVerifier.create(publisher.publish(Broker.event(1))).verifyComplete();
        factory.destroy();
        var found = first(broker, "weight-submissions");
        assertThat(new String(found.key(), StandardCharsets.UTF_8)).isEqualTo("3:7");
        assertThat(new EventDeserializer().deserialize(found.topic(), found.headers(), found.value()))
                .isEqualTo(new Received.Understood(Broker.event(1)));
        assertThat(meters.counter("assay.events.published", "type", "WeightsSubmitted")
                        .count())
                .isEqualTo(1);
    }

    private static void bury(Broker broker) {
        var meters = new SimpleMeterRegistry();
        var longest = new byte[Topics.MAX_RECORD_BYTES];
        try (var producer = new KafkaProducer<>(
                KafkaClients.deadLetterProducer(broker.settings()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            new DeadLetters(producer, meters).bury(Topics.WINDOWS, new Poison("no event ü", longest));
        }
        var found = first(broker, "windows.dlt");
        assertThat(found.value()).isEqualTo(longest);
        assertThat(RecordHeaders.text(found.headers(), RecordHeaders.REASON)).isEqualTo("no event ü");
        assertThat(meters.counter("assay.dead.letters", "topic", "windows").count())
                .isEqualTo(1);
    }

    private static ConsumerRecord<byte[], byte[]> first(Broker broker, String topic) {
        try (var consumer = new KafkaConsumer<>(
                KafkaClients.consumer(broker.settings()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            while (true) {
                for (var found : consumer.poll(Duration.ofMillis(100))) {
                    return found;
                }
            }
        }
    }

    private static void refuses(String brokers) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(
                        () -> TopicDeclaration.declare(new KafkaSettings(brokers, (short) 1), Duration.ofSeconds(1)))
                .withMessageStartingWith("Kafka at " + brokers + " cannot be used: ")
                .satisfies(e -> assertThat(e.remedy()).contains("assay.kafka.bootstrap-servers"));
    }

    private static List<String> declared() {
        return Topics.all().stream()
                .flatMap(topic -> Stream.of(topic.topic(), topic.deadLetters()))
                .toList();
    }

    private static TopicDescription described(Admin admin, String topic) throws Exception {
        return requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
    }

    private static String config(Admin admin, String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var configs = admin.describeConfigs(List.of(resource)).all().get();
        return requireNonNull(configs.get(resource)).get(name).value();
    }
}

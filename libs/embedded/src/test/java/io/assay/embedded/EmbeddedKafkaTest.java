package io.assay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void keepsRecordsOverARestart() throws Exception {
        try (var broker = EmbeddedKafka.start(directory, 0)) {
            write(broker);
        }
        try (var broker = EmbeddedKafka.start(directory, 0)) {
            assertThat(first(broker)).isEqualTo("opened");
        }
    }

    /** What a killed process leaves behind is what a copy of its open directory has. */
    @Test
    void startsOnWhatAKilledBrokerLeft(@TempDir Path elsewhere) throws Exception {
        var copy = elsewhere.resolve("copy");
        try (var broker = EmbeddedKafka.start(directory, 0)) {
            write(broker);
            copy(directory, copy);
        }
        try (var broker = EmbeddedKafka.start(copy, 0)) {
            assertThat(first(broker)).isEqualTo("opened");
        }
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort()))
                    .withMessageContaining("port " + taken.getLocalPort() + " on loopback is taken");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryThatIsInUse() throws Exception {
        try (var broker = EmbeddedKafka.start(directory, 0)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .withMessageContaining("the directory " + directory + " is in use");
            write(broker);
            assertThat(first(broker)).isEqualTo("opened");
        }
    }

    private static void write(EmbeddedKafka broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("windows", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("windows", "3", "opened")).get();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static String first(EmbeddedKafka broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition("windows", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (var attempt = 0; attempt < 20; attempt++) {
                for (var found : consumer.poll(Duration.ofSeconds(1))) {
                    return found.value();
                }
            }
            return "nothing";
        }
    }
}

package io.assay.evaluation;

import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker, a store, and all that was said on the topics this service writes. */
final class Cluster implements AutoCloseable {
    final List<Event> outcomes = new CopyOnWriteArrayList<>();
    final ObjectStore store;
    private final Path directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;
    private final KafkaSettings settings;
    private final KafkaProducer<String, Event> producer;
    private final EventFollower follower;

    Cluster(Path directory) {
        this.directory = directory;
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        s3 = EmbeddedS3.start(directory.resolve("s3"), 0, "id", "secret");
        settings = new KafkaSettings(kafka.bootstrapServers(), (short) 1);
        TopicDeclaration.declare(settings);
        producer = new KafkaProducer<>(KafkaClients.producer(settings), new StringSerializer(), new EventSerializer());
        store = ObjectStore.connect(new StoreAddress(s3.endpoint(), "auto", "id", "secret"));
        store.createBucket(Subnet.BUCKET).block();
        follower =
                EventFollower.start(settings, (_, _) -> {}, outcomes::add, Topics.LOSS_DELTAS, Topics.MODEL_ADVANCES);
    }

    ConfigurableApplicationContext service(HParams hparams, String... more) throws IOException {
        return EvaluationApplication.start(arguments(hparams, more).toArray(String[]::new));
    }

    /** What a service of this cluster is started with. */
    List<String> arguments(HParams hparams, String... more) throws IOException {
        var file = directory.resolve("hparams.json");
        Files.writeString(file, HParamsJson.write(hparams));
        var args = new ArrayList<>(List.of(
                "--assay.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--assay.s3.endpoint=" + s3.endpoint(),
                "--assay.s3.bucket=" + Subnet.BUCKET,
                "--assay.s3.access-key-id=id",
                "--assay.s3.secret-access-key=secret",
                "--assay.hparams.file=" + file,
                "--assay.evaluation.directory=" + directory.resolve("work"),
                "--server.port=0",
                "--management.server.port=0"));
        args.addAll(List.of(more));
        return args;
    }

    void publish(Event event) {
        sent(producer.send(new ProducerRecord<>(Topics.of(event).topic(), event.partitionKey(), event)));
    }

    void publishPoison(Topics topic, byte[] bytes) {
        try (var raw = new KafkaProducer<>(
                KafkaClients.producer(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            sent(raw.send(new ProducerRecord<>(topic.topic(), bytes)));
        }
    }

    long deadLetters(Topics topic) {
        try (var reader = new KafkaConsumer<>(
                KafkaClients.consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic.deadLetters(), 0);
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, -1L);
        }
    }

    void pin(Subnet.Uploaded uploaded) {
        store.putIfAbsent(Subnet.BUCKET, uploaded.pinned().key(), uploaded.file())
                .block();
    }

    @Override
    public void close() {
        follower.close();
        producer.close();
        store.close();
        s3.close();
        kafka.close();
    }

    private static void sent(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

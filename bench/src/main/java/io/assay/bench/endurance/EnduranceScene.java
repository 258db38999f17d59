package io.assay.bench.endurance;

import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
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
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import reactor.core.publisher.Flux;

/** Broker, store, and the evaluation service in a JVM of its own; everybody else is played. */
public final class EnduranceScene implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String KEY_ID = "id";
    private static final String SECRET = "secret";

    private final Subnet subnet = new Subnet();
    private final Outcomes outcomes = new Outcomes(Subnet.PEERS);
    private final EmbeddedKafka broker;
    private final EmbeddedS3 server;
    private final ObjectStore store;
    private final KafkaProducer<String, Event> producer;
    private final EventFollower follower;
    private final MeasuredProcess service;

    /** Starts everything in an empty directory. */
    public EnduranceScene(Path directory) throws IOException {
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        server = EmbeddedS3.start(directory.resolve("s3"), 0, KEY_ID, SECRET);
        store = ObjectStore.connect(new StoreAddress(server.endpoint(), "auto", KEY_ID, SECRET));
        store.createBucket(Subnet.BUCKET).block();
        var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
        TopicDeclaration.declare(kafka);
        producer = new KafkaProducer<>(KafkaClients.producer(kafka), new StringSerializer(), new EventSerializer());
        follower = EventFollower.start(kafka, (_, _) -> {}, outcomes::note, Topics.LOSS_DELTAS, Topics.MODEL_ADVANCES);
        service = MeasuredProcess.start(directory, settings(directory));
    }

    private List<String> settings(Path directory) throws IOException {
        var hparams = Files.writeString(directory.resolve("hparams.json"), HParamsJson.write(subnet.hparams));
        return List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--assay.s3.endpoint=" + server.endpoint(),
                "--assay.s3.region=auto",
                "--assay.s3.bucket=" + Subnet.BUCKET,
                "--assay.s3.access-key-id=" + KEY_ID,
                "--assay.s3.secret-access-key=" + SECRET,
                "--assay.evaluation.workers=1",
                "--assay.evaluation.threads=2",
                "--assay.evaluation.directory=" + directory.resolve("evaluation"),
                "--assay.hparams.file=" + hparams);
    }

    /** One window, from its opening to its verdict. */
    public void window(long window) throws InterruptedException {
        outcomes.expect(window);
        publish(subnet.opened(window));
        var uploads = IntStream.range(0, Subnet.PEERS)
                .mapToObj(uid -> subnet.uploaded(window, uid))
                .toList();
        Flux.fromIterable(uploads)
                .flatMap(uploaded ->
                        store.putIfAbsent(Subnet.BUCKET, uploaded.pinned().key(), uploaded.file()))
                .blockLast();
        publish(subnet.closing(window));
        uploads.forEach(uploaded -> publish(subnet.arrived(window, uploaded)));
        publish(subnet.closed(window, uploads));
        outcomes.await(LIMIT);
        publish(subnet.verdict(window));
    }

    /** What the service has in use. */
    public Vitals vitals() throws IOException {
        return service.vitals();
    }

    private void publish(Event event) {
        var _ = producer.send(new ProducerRecord<>(Topics.of(event).topic(), event.partitionKey(), event));
    }

    @Override
    public void close() {
        service.close();
        follower.close();
        producer.close();
        store.close();
        server.close();
        broker.close();
    }
}

package io.assay.bench.evaluation;

import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.model.Precision;
import io.assay.protocol.Topics;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Broker, store and the evaluation service, and one window that is played to it. */
final class EvaluationScene implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String SECRET = "bench";

    private final HParams hparams;
    private final PlayedWindow window;
    private final int peers;
    private final EmbeddedKafka broker;
    private final EmbeddedS3 server;
    private final ObjectStore store;
    private final KafkaProducer<String, Event> producer;
    private final EventFollower follower;
    private final EvaluationProcess service;
    private final Map<Integer, LossDelta> outcomes = new ConcurrentHashMap<>();
    private volatile Instant last = Instant.EPOCH;

    /**
     * Starts everything in an empty directory.
     *
     * @param threads of PyTorch
     */
    EvaluationScene(Path directory, HParams hparams, Precision precision, int peers, int workers, int threads)
            throws IOException {
        this.hparams = hparams;
        this.peers = peers;
        window = new PlayedWindow(hparams, peers);
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        server = EmbeddedS3.start(directory.resolve("s3"), 0, SECRET, SECRET);
        store = ObjectStore.connect(new StoreAddress(server.endpoint(), "auto", SECRET, SECRET));
        store.createBucket(PlayedWindow.BUCKET).block();
        var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
        TopicDeclaration.declare(kafka);
        producer = new KafkaProducer<>(KafkaClients.producer(kafka), new StringSerializer(), new EventSerializer());
        follower = EventFollower.start(kafka, (_, _) -> {}, this::note, Topics.LOSS_DELTAS);
        service = EvaluationProcess.start(
                directory.resolve("service.log"), freePort(), settings(directory, precision, workers, threads));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<String> settings(Path directory, Precision precision, int workers, int threads) throws IOException {
        var file = Files.writeString(directory.resolve("hparams.json"), HParamsJson.write(hparams));
        return List.of(
                "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--assay.s3.endpoint=" + server.endpoint(),
                "--assay.s3.region=auto",
                "--assay.s3.bucket=" + PlayedWindow.BUCKET,
                "--assay.s3.access-key-id=" + SECRET,
                "--assay.s3.secret-access-key=" + SECRET,
                "--assay.evaluation.directory=" + directory.resolve("evaluation"),
                "--assay.evaluation.precision=" + precision.name().toLowerCase(Locale.ROOT),
                "--assay.evaluation.workers=" + workers,
                "--assay.evaluation.threads=" + threads,
                "--assay.hparams.file=" + file);
    }

    private void note(Event event) {
        if (event instanceof LossDelta delta) {
            outcomes.put(delta.uid(), delta);
            last = Instant.now();
        } else if (event instanceof EvaluationFailed failed) {
            throw new IllegalStateException("a gradient could not be evaluated: " + failed);
        }
    }

    /** Opens the window and waits until all losses before are measured; the uploads are in the store then. */
    void prepare() throws InterruptedException {
        publish(window.opened());
        publish(window.closing());
        for (var uid = 0; uid < peers; uid++) {
            var uploaded = window.uploaded(uid);
            store.putIfAbsent(PlayedWindow.BUCKET, uploaded.pinned().key(), uploaded.file())
                    .block();
        }
        await("losses before", () -> service.measuredAhead() > peers);
    }

    /** Seconds from telling of the gradients of peers from {@code first} to before {@code end} until the last outcome. */
    double evaluate(int first, int end) throws InterruptedException {
        var arrived = IntStream.range(first, end)
                .mapToObj(window::uploaded)
                .map(window::arrived)
                .toList();
        var begun = Instant.now();
        arrived.forEach(this::publish);
        await("outcomes", () -> IntStream.range(first, end).allMatch(outcomes::containsKey));
        return Duration.between(begun, last).toNanos() / 1e9;
    }

    /** What came of all. */
    Map<Integer, LossDelta> outcomes() {
        return Map.copyOf(outcomes);
    }

    long peakMemory() throws IOException {
        return service.peakMemory();
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void await(String what, Condition condition) throws InterruptedException {
        var end = Instant.now().plus(LIMIT);
        while (!condition.holds()) {
            service.requireAlive();
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("no " + what + " in " + LIMIT);
            }
            Thread.sleep(20);
        }
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

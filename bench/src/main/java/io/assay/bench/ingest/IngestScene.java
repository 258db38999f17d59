package io.assay.bench.ingest;

import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.embedded.RoughRoute;
import io.assay.embedded.RoughRoute.Fate;
import io.assay.gradient.GradientLayout;
import io.assay.protocol.Topics;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Broker, store and chain, and the ingest service between them with a heap of 512 MB. */
public final class IngestScene implements AutoCloseable {
    /** Miners that have a bucket. */
    public static final int MINERS = 256;

    private static final Duration BLOCK = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HParams hparams;
    private final Path directory;
    private final EmbeddedKafka broker;
    private final EmbeddedS3 store;
    private final ObjectStore client;
    private final Subnet subnet;
    private final Uploads uploads;
    private final RoughRoute route;
    private final ServiceProcess service;
    private final EventFollower follower;
    private final AtomicLong opened = new AtomicLong(-1);
    private final Map<Long, Map<Integer, Instant>> arrivals = new ConcurrentHashMap<>();
    private volatile IntFunction<Fate> fate = _ -> new Fate.Passes();

    /** Starts everything in an empty directory. */
    public IngestScene(Path directory) throws IOException {
        this.directory = directory;
        hparams = hparams();
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        store = EmbeddedS3.start(directory.resolve("s3"), 0, Subnet.KEY_ID, Subnet.SECRET);
        client = ObjectStore.connect(new StoreAddress(store.endpoint(), "auto", Subnet.KEY_ID, Subnet.SECRET));
        for (var uid = 0; uid < MINERS; uid++) {
            client.createBucket(Subnet.bucket(uid).bucket()).block();
        }
        subnet = Subnet.open(directory.resolve("chain"), MINERS, BLOCK);
        uploads = new Uploads(client, directory.resolve("s3"), GradientLayout.of(hparams), subnet);
        route = RoughRoute.to(store.endpoint(), (_, path) -> fate.apply(uid(path)));
        service = ServiceProcess.start(directory.resolve("service.log"), settings());
        var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
        TopicDeclaration.declare(kafka);
        follower = EventFollower.start(
                kafka,
                (_, _) -> {},
                event -> {
                    if (event instanceof WindowOpened o) {
                        opened.set(o.window());
                    } else if (event instanceof GradientArrived a) {
                        arrivals.computeIfAbsent(a.window(), _ -> new ConcurrentHashMap<>())
                                .putIfAbsent(a.uid(), Instant.now());
                    }
                },
                Topics.WINDOWS,
                Topics.GRADIENT_ARRIVALS);
        subnet.start();
    }

    private static int uid(String path) {
        return Integer.parseInt(path.substring(1, 33), 16) - 1;
    }

    /**
     * What one window took.
     *
     * @param seconds from the closing block until the broker had the arrivals of all that were waited for
     * @param bytes of one upload
     */
    public record Taken(double seconds, long bytes) {}

    /**
     * One window in which miners from {@code first} on upload.
     *
     * @param how requests to each miner's bucket fare
     */
    public Taken window(int first, IntFunction<Fate> how) throws IOException, InterruptedException {
        var window = awaitOpened();
        var bytes = 0L;
        for (var uid = first; uid < MINERS; uid++) {
            bytes = uploads.write(window, uid);
        }
        fate = how;
        subnet.awaitBlock((window + 1) * hparams.blocksPerWindow());
        var closedAt = Instant.now();
        for (var uid = first; uid < MINERS; uid++) {
            uploads.date(window, uid, closedAt);
        }
        return new Taken(
                Duration.between(closedAt, last(window, first, closedAt)).toMillis() / 1e3, bytes);
    }

    /** A window that has only just begun, so that there is time to write its uploads. */
    private long awaitOpened() throws InterruptedException {
        var before = opened.get();
        var begun = Instant.now();
        while (opened.get() == before) {
            alive();
            if (Instant.now().isAfter(begun.plus(LIMIT))) {
                throw new IllegalStateException("no window was opened in 2 min");
            }
            Thread.sleep(5);
        }
        return opened.get();
    }

    private Instant last(long window, int first, Instant since) throws InterruptedException {
        while (Instant.now().isBefore(since.plus(LIMIT))) {
            var seen = arrivals.getOrDefault(window, Map.of());
            if (seen.keySet().stream().filter(uid -> uid >= first).count() == MINERS - first) {
                return seen.entrySet().stream()
                        .filter(entry -> entry.getKey() >= first)
                        .map(Map.Entry::getValue)
                        .max(Instant::compareTo)
                        .orElseThrow();
            }
            alive();
            Thread.sleep(5);
        }
        throw new IllegalStateException("of " + (MINERS - first) + " uploads "
                + arrivals.getOrDefault(window, Map.of()).size() + " arrived in 2 min");
    }

    private void alive() {
        if (!service.isAlive()) {
            throw new IllegalStateException("the service ended: see " + directory.resolve("service.log"));
        }
    }

    private List<String> settings() throws IOException {
        var file = Files.writeString(directory.resolve("hparams.json"), HParamsJson.write(hparams));
        return List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--assay.s3.endpoint=" + store.endpoint(),
                "--assay.s3.region=auto",
                "--assay.s3.bucket=assay",
                "--assay.s3.access-key-id=" + Subnet.KEY_ID,
                "--assay.s3.secret-access-key=" + Subnet.SECRET,
                "--assay.chain.endpoints=" + subnet.uri(),
                "--assay.ingest.bucket-endpoint=" + route.endpoint(),
                "--assay.ingest.private-addresses=true",
                "--assay.hparams.file=" + file);
    }

    /** A model of 43 M parameters, of which a gradient has 2 MB; windows of 20 seconds. */
    private static HParams hparams() throws IOException {
        return HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("hparams.json"))), """
                {"netuid": 1, "blocks_per_window": 80, "time_window_delta_seconds": 17, "sequence_length": 512,
                 "model": {"vocab_size": 8192, "hidden_size": 512, "num_hidden_layers": 11, "num_attention_heads": 8,
                           "num_key_value_heads": 4, "intermediate_size": 1536, "max_position_embeddings": 512}}
                """);
    }

    @Override
    public void close() {
        follower.close();
        service.close();
        route.close();
        subnet.close();
        client.close();
        store.close();
        broker.close();
    }
}

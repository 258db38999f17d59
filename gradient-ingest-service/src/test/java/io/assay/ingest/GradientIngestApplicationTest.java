package io.assay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.gradient.DctCodec;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.SafetensorsGradient;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.Topics;
import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.Overlap;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.protocol.sketch.WindowKey;
import io.assay.service.kafka.EventFollower;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.KafkaSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The service as it is, on a real broker, a real store and a chain behind its node. */
@Timeout(120)
class GradientIngestApplicationTest {
    private static final int GOOD = 0;
    private static final int TRUNCATED = 1;
    private static final int LATE = 2;
    private static final int MISSING = 3;
    private static final int EARLY = 4;
    private static final int WRONG_OWNER = 5;
    private static final int COPY = 6;

    @TempDir
    Path directory;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Test
    void tellsOfEveryUploadWhatBecameOfIt() throws Exception {
        var hparams = hparams();
        var file = Files.writeString(directory.resolve("hparams.json"), HParamsJson.write(hparams));
        try (var broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                var s3 = EmbeddedS3.start(directory.resolve("s3"), 0, TestSubnet.KEY_ID, TestSubnet.SECRET);
                var subnet = TestSubnet.open(directory.resolve("chain"));
                var store = ObjectStore.connect(
                        new StoreAddress(s3.endpoint(), "auto", TestSubnet.KEY_ID, TestSubnet.SECRET))) {
            for (var place = GOOD; place <= COPY; place++) {
                subnet.register(place);
                store.createBucket(TestSubnet.bucket(place).bucket()).block();
            }
            var settings = settings(broker, s3, subnet, file);
            var context = GradientIngestApplication.start(settings);
            var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
            try (var _ =
                    EventFollower.start(kafka, (_, _) -> {}, events::add, Topics.WINDOWS, Topics.GRADIENT_ARRIVALS)) {
                subnet.chain.start();
                var opened = await(WindowOpened.class, _ -> true);
                upload(store, hparams, opened.window(), EARLY, EARLY, 0);
                awaitBlock(subnet, (opened.window() + 1) * hparams.blocksPerWindow());
                upload(store, hparams, opened.window(), GOOD, GOOD, 0);
                upload(store, hparams, opened.window(), TRUNCATED, TRUNCATED, 100);
                upload(store, hparams, opened.window(), WRONG_OWNER, GOOD, 0);
                await(GradientArrived.class, _ -> true);
                upload(store, hparams, opened.window(), COPY, COPY, 0, GOOD);
                context.close();
                context = GradientIngestApplication.start(settings);
                awaitLate(subnet, hparams, opened.window());
                upload(store, hparams, opened.window(), LATE, LATE, 0);
                var closed = await(WindowClosed.class, c -> c.window() == opened.window());
                check(closed, hparams);
                assertMetrics(context);
                await(WindowClosed.class, c -> c.window() == opened.window() + 1);
                assertThat(events.stream()
                                .filter(e -> e.window() == opened.window())
                                .map(Event::idempotencyKey))
                        .doesNotHaveDuplicates();
                assertPinned(store, closed.arrivals().getFirst());
            } finally {
                context.close();
            }
        }
    }

    private void check(WindowClosed closed, HParams hparams) {
        assertThat(events)
                .filteredOn(e -> e.window() == closed.window() && e instanceof WindowClosing)
                .containsExactly(new WindowClosing(
                        closed.netuid(),
                        closed.window(),
                        closed.globalStep(),
                        closed.closingBlock(),
                        closed.closingBlockHash(),
                        closed.closedAt()));
        var outcomes = closed.arrivals();
        assertThat(outcomes).hasSize(7);
        assertThat(closed.closingBlock()).isEqualTo((closed.window() + 1) * hparams.blocksPerWindow());
        assertThat(outcomes.get(GOOD).status()).isEqualTo(ArrivalStatus.ARRIVED);
        assertThat(outcomes.get(TRUNCATED).reason()).isEqualTo(RejectReason.TRUNCATED);
        assertThat(outcomes.get(LATE).reason()).isEqualTo(RejectReason.TOO_LATE);
        assertThat(outcomes.get(MISSING).status()).isEqualTo(ArrivalStatus.MISSING);
        assertThat(outcomes.get(EARLY).reason()).isEqualTo(RejectReason.TOO_EARLY);
        assertThat(outcomes.get(WRONG_OWNER).reason()).isEqualTo(RejectReason.WRONG_OWNER);
        assertThat(outcomes.get(COPY).status()).isEqualTo(ArrivalStatus.ARRIVED);
        assertCopy(
                Objects.requireNonNull(outcomes.get(COPY).overlap()),
                outcomes.get(GOOD).hotkey());
        assertKey(closed);
        assertThat(events.stream()
                        .filter(e -> e instanceof GradientRejected && e.window() == closed.window())
                        .count())
                .isEqualTo(4);
    }

    private static void assertCopy(Overlap overlap, String original) {
        assertThat(overlap.withHotkey()).isEqualTo(original);
        assertThat(overlap.share()).isEqualTo(1);
    }

    /** What decided the chunks is revealed and is what was committed to. */
    private void assertKey(WindowClosed closed) {
        var key = WindowKey.revealed(Objects.requireNonNull(closed.sketchKey()));
        assertThat(events.stream()
                        .filter(e -> e instanceof WindowOpened o && o.window() == closed.window())
                        .map(e -> ((WindowOpened) e).sketchCommitment()))
                .containsExactly(key.commitment());
    }

    private static void assertPinned(ObjectStore store, PeerArrival good) {
        var pinned = Objects.requireNonNull(good.gradient());
        assertThat(store.get(pinned, 1 << 24).block()).hasSize((int) pinned.sizeBytes());
    }

    private static void assertMetrics(ConfigurableApplicationContext context) throws Exception {
        var port = context.getBean(Environment.class).getRequiredProperty("local.management.port");
        assertThat(get(port, "/actuator/prometheus"))
                .contains("assay_uploads_rejected_total{")
                // Two if both are of the same second, so that neither is known as the original.
                .containsPattern("assay_uploads_copies_total(\\{[^}]*})? [12].0")
                .containsPattern("assay_window_settled(\\{[^}]*})? [01]")
                .containsPattern("assay_uploads_rejected_total\\{[^}]*reason=\"too_late\"[^}]*} 1.0");
        assertThat(get(port, "/actuator/health/readiness")).contains("\"status\":\"UP\"");
        assertThat(get(port, "/actuator/health/liveness")).contains("\"status\":\"UP\"");
    }

    private static String get(String port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    /** Uploads a well-formed gradient of {@code owner} into the bucket at {@code place}, less some bytes at its end. */
    static void upload(ObjectStore store, HParams hparams, long window, int place, int owner, int cut) {
        upload(store, hparams, window, place, owner, cut, place);
    }

    private static void upload(
            ObjectStore store, HParams hparams, long window, int place, int owner, int cut, int seed) {
        var layout = GradientLayout.of(hparams);
        var random = new Random(seed);
        var dense = layout.parameters().stream()
                .map(parameter -> floats(random, (int) parameter.shape().size()))
                .toList();
        var metadata =
                new GradientMetadata(window, owner, TestSubnet.hotkey(owner).address(), 0, ObjectKeys.VERSION, null);
        var content = SafetensorsGradient.write(layout, new DctCodec().encode(layout, dense), metadata);
        store.put(
                        TestSubnet.bucket(place).bucket(),
                        ObjectKeys.gradient(window, place),
                        Arrays.copyOf(content, content.length - cut))
                .block();
    }

    private static float[] floats(Random random, int size) {
        var values = new float[size];
        for (var i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static void awaitBlock(TestSubnet subnet, long number) throws InterruptedException {
        while (subnet.chain.head().number() < number) {
            Thread.sleep(20);
        }
    }

    private static void awaitLate(TestSubnet subnet, HParams hparams, long window) throws InterruptedException {
        var closing =
                subnet.chain.block((window + 1) * hparams.blocksPerWindow()).timestamp();
        var late = closing.plusSeconds(hparams.timeWindowDeltaSeconds()).plusMillis(1100);
        while (subnet.chain.head().timestamp().isBefore(late)) {
            Thread.sleep(20);
        }
    }

    private <E extends Event> E await(Class<E> type, Predicate<E> wanted) throws InterruptedException {
        while (true) {
            for (var event : events) {
                if (type.isInstance(event) && wanted.test(type.cast(event))) {
                    return type.cast(event);
                }
            }
            Thread.sleep(20);
        }
    }

    static String[] settings(EmbeddedKafka broker, EmbeddedS3 s3, TestSubnet subnet, Path hparams) {
        return new String[] {
            "--server.port=0",
            "--management.server.port=0",
            "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "--assay.s3.endpoint=" + s3.endpoint(),
            "--assay.s3.bucket=assay",
            "--assay.s3.access-key-id=" + TestSubnet.KEY_ID,
            "--assay.s3.secret-access-key=" + TestSubnet.SECRET,
            "--assay.chain.endpoints=" + subnet.uri(),
            "--assay.ingest.bucket-endpoint=" + s3.endpoint(),
            "--assay.ingest.private-addresses=true",
            "--assay.ingest.sketch-secret-file=" + hparams.resolveSibling("sketch-secret"),
            "--assay.ingest.late-grace=2s",
            "--assay.hparams.file=" + hparams
        };
    }

    /** A tiny model, windows of 4 seconds, an upload interval of 8, so that a restart fits into it. */
    static HParams hparams() throws Exception {
        return HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("..", "hparams.json"))), """
                {"netuid": 1, "blocks_per_window": 40, "time_window_delta_seconds": 8, "sequence_length": 32,
                 "model": {"vocab_size": 64, "hidden_size": 64, "num_hidden_layers": 1, "num_attention_heads": 2,
                           "num_key_value_heads": 1, "intermediate_size": 128, "max_position_embeddings": 32}}
                """);
    }
}

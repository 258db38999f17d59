package io.assay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.RequestSignature;
import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.ingest.core.notice.UploadHints;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.kafka.EventFollower;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it is, on a chain that makes no block but those of the test: without one, it looks for nothing. */
@Timeout(120)
class NoticedUploadTest {
    private static final String PATH = "/api/v1/arrivals";

    @TempDir
    Path directory;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Test
    void anUploadIsFoundAtOnceWhenItsOwnerTellsOfIt() throws Exception {
        var hparams = GradientIngestApplicationTest.hparams();
        var file = Files.writeString(directory.resolve("hparams.json"), HParamsJson.write(hparams));
        try (var broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                var s3 = EmbeddedS3.start(directory.resolve("s3"), 0, TestSubnet.KEY_ID, TestSubnet.SECRET);
                var subnet = TestSubnet.open(directory.resolve("chain"));
                var store = ObjectStore.connect(
                        new StoreAddress(s3.endpoint(), "auto", TestSubnet.KEY_ID, TestSubnet.SECRET))) {
            subnet.register(0);
            store.createBucket(TestSubnet.bucket(0).bucket()).block();
            var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
            try (var context = GradientIngestApplication.start(
                            GradientIngestApplicationTest.settings(broker, s3, subnet, file));
                    var _ = EventFollower.start(
                            kafka, (_, _) -> {}, events::add, Topics.WINDOWS, Topics.GRADIENT_ARRIVALS)) {
                var window = closeAWindow(subnet, hparams, context);
                await(() -> looks(context, "nothing") == 1);
                assertThat(notify(context, window + 1)).isEqualTo(404);
                GradientIngestApplicationTest.upload(store, hparams, window, 0, 0, 0);
                assertThat(notify(context, window)).isEqualTo(202);
                await(() -> events.stream().anyMatch(GradientArrived.class::isInstance));
                assertThat(notify(context, window)).isEqualTo(202);
                assertThat(looks(context, "nothing")).isOne();
                assertThat(looks(context, "arrived")).isOne();
            }
        }
    }

    /** Makes blocks until the closing one of the first window; then there is nothing to see but an empty bucket. */
    private long closeAWindow(TestSubnet subnet, HParams hparams, ConfigurableApplicationContext context)
            throws InterruptedException {
        produceUntil(subnet, hparams.blocksPerWindow());
        await(() -> events.stream().anyMatch(WindowOpened.class::isInstance));
        var window = events.getFirst().window();
        produceUntil(subnet, (window + 1) * hparams.blocksPerWindow());
        await(() -> context.getBean(UploadHints.class).searched(window).isPresent());
        assertThat(context.getBean(UploadHints.class).searched(window).orElseThrow())
                .containsExactly(TestSubnet.hotkey(0).address());
        return window;
    }

    private static void produceUntil(TestSubnet subnet, long number) {
        while (subnet.chain.head().number() < number) {
            subnet.chain.produceBlock();
        }
    }

    private static int looks(ConfigurableApplicationContext context, String outcome) {
        var counter = context.getBean(MeterRegistry.class)
                .get("assay.ingest.looks")
                .tag("outcome", outcome)
                .counter();
        return (int) counter.count();
    }

    private static int notify(ConfigurableApplicationContext context, long window) throws Exception {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        var body = "{\"netuid\":%d,\"window\":%d}"
                .formatted(TestSubnet.NETUID, window)
                .getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        RequestSignature.sign(TestSubnet.hotkey(0), Instant.now(), "POST", PATH, body)
                .headers()
                .forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}

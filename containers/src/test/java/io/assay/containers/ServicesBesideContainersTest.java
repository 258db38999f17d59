package io.assay.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.localnet.part.Keys;
import io.assay.localnet.part.Ports;
import io.assay.localnet.part.Services;
import io.assay.localnet.record.RunRecord;
import io.assay.localnet.record.WindowRecord;
import io.assay.protocol.Topics;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.settings.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The four services against a broker, a store and a chain that run in containers. */
@RequiresEngine
@Timeout(300)
class ServicesBesideContainersTest {
    private static final int FIRST_PORT = 21_000;
    private static final int VERDICT_SECONDS = 90;
    private static final String SMALL = """
            {"blocks_per_window": 20, "time_window_delta_seconds": 2, "windows_per_weights": 2,
             "checkpoint_frequency": 2, "sequence_length": 32, "random_sample_batches": 1,
             "model": {"vocab_size": 320, "hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2,
                       "num_key_value_heads": 1, "intermediate_size": 64, "max_position_embeddings": 32}}
            """;

    private final BlockingQueue<WindowRecord> settled = new LinkedBlockingQueue<>();
    private final RunRecord record = new RunRecord(settled::add);
    private final Ports ports = new Ports(FIRST_PORT);

    @TempDir
    Path directory;

    private HParams hparams;
    private Keys keys;
    private Containers containers;

    @BeforeEach
    void start() throws IOException {
        hparams = hparams();
        keys = new Keys(hparams.seed());
        ports.requireFree();
        var file = Files.writeString(directory.resolve("hparams.json"), HParamsJson.write(hparams));
        containers = new Containers(ports, keys, file.toString());
        containers.start();
    }

    @AfterEach
    void stop() {
        containers.close();
    }

    private static HParams hparams() throws IOException {
        try (var own = RunRecord.class.getResourceAsStream("/hparams-localnet.json")) {
            var shipped = new String(Objects.requireNonNull(own).readAllBytes(), StandardCharsets.UTF_8);
            return HParamsJson.overlay(HParamsJson.read(shipped), SMALL);
        }
    }

    private KafkaSettings kafka() {
        return new KafkaSettings("127.0.0.1:" + ports.kafka(), (short) 1);
    }

    private List<String> settings() throws IOException {
        return List.of(
                "--assay.kafka.bootstrap-servers=" + kafka().brokers(),
                "--assay.s3.endpoint=http://127.0.0.1:" + ports.s3(),
                "--assay.s3.bucket=assay",
                "--assay.s3.access-key-id=" + keys.accessKeyId(),
                "--assay.s3.secret-access-key=" + keys.secretAccessKey(),
                "--assay.chain.endpoints=ws://127.0.0.1:" + ports.chain(),
                "--assay.ingest.bucket-endpoint=http://127.0.0.1:" + ports.s3(),
                "--assay.ingest.private-addresses=true",
                "--assay.hparams.file=" + directory.resolve("hparams.json"),
                "--assay.evaluation.threads=1",
                "--assay.evaluation.directory=" + directory.resolve("evaluation"),
                "--assay.rating.state-dir=" + directory.resolve("streams"),
                "--assay.weights.hotkey-file=" + Files.writeString(directory.resolve("hotkey"), keys.validatorFile()));
    }

    @Test
    void everyWindowHasOneVerdictThoughTheBrokerIsRestarted() throws Exception {
        TopicDeclaration.declare(kafka());
        try (var _ = EventFollower.startTimed(kafka(), (_, _) -> {}, record::apply, Topics.values());
                var _ = Services.start(ports, settings())) {
            containers.mine();
            awaitEvaluated();
            containers.restartBroker();
            settled.clear();
            awaitEvaluated();
        }
        assertVerdictChain();
    }

    /** Until a verdict measures somebody, on data that came through the containers. */
    private void awaitEvaluated() throws InterruptedException {
        for (var evaluated = 0L; evaluated == 0; ) {
            var window = settled.poll(VERDICT_SECONDS, TimeUnit.SECONDS);
            assertThat(window).as("a verdict within " + VERDICT_SECONDS + " s").isNotNull();
            evaluated = Objects.requireNonNull(window).evaluated();
        }
    }

    private void assertVerdictChain() {
        var windows = record.settledWindows();
        assertThat(windows).hasSizeGreaterThan(1);
        for (var i = 0; i < windows.size(); i++) {
            assertThat(windows.get(i).verdicts()).isOne();
            if (i > 0) {
                assertThat(windows.get(i).window()).isEqualTo(windows.get(i - 1).window() + 1);
                assertThat(Objects.requireNonNull(windows.get(i).verdict()).previousVerdictHash())
                        .isEqualTo(Objects.requireNonNull(windows.get(i - 1).verdict())
                                .verdictHash());
            }
        }
    }
}

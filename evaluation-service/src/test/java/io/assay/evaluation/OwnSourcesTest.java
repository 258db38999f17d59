package io.assay.evaluation;

import static io.assay.evaluation.Subnet.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.assay.embedded.EmbeddedS3;
import io.assay.model.InitialModel;
import io.assay.model.LanguageModel;
import io.assay.model.TorchEngine;
import io.assay.model.pretrained.PretrainedModel;
import io.assay.model.shards.IndexFile;
import io.assay.model.shards.ShardFolder;
import io.assay.model.shards.ShardIndex.Vocabulary;
import io.assay.model.shards.ShardWriter;
import io.assay.model.shards.ShardedCorpus;
import io.assay.model.shards.TokenizerName;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Text in shards and a model in safetensors, from folders and from a store of their own. */
@Timeout(180)
class OwnSourcesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BUCKET = "text";

    @TempDir
    static Path directory = Path.of("");

    private static Cluster cluster;
    private static EmbeddedS3 textStore;
    private static PretrainedModel pretrained;
    private static HParams parameters;

    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private Subnet subnet;

    @BeforeAll
    static void start() throws IOException {
        cluster = new Cluster(directory);
        textStore = EmbeddedS3.start(directory.resolve("text-store"), 0, "id", "secret");
        writeShards();
        writeModel();
        upload();
        pretrained = PretrainedModel.open(directory.resolve("model"));
        var digests = "{\"dataset_sha256\": \"%s\", \"initial_values_sha256\": \"%s\"}"
                .formatted(IndexFile.in(shards()).sha256(), pretrained.digest());
        parameters = HParamsJson.overlay(Subnet.hparams(1), digests);
    }

    @AfterAll
    static void stop() {
        pretrained.close();
        textStore.close();
        cluster.close();
    }

    @BeforeEach
    void make(TestInfo test) {
        var netuid = Math.floorMod(test.getDisplayName().hashCode(), 50_000);
        var hparams = HParamsJson.overlay(parameters, "{\"netuid\": " + netuid + "}");
        var corpus =
                new ShardedCorpus(IndexFile.in(shards()).index(), new ShardFolder(shards()), hparams.sequenceLength());
        subnet = new Subnet(hparams, corpus, pretrained.initial(corpus.padding()));
    }

    @AfterEach
    void close() {
        services.forEach(ConfigurableApplicationContext::close);
        subnet.close();
    }

    private static Path shards() {
        return directory.resolve("shards");
    }

    private static void writeShards() throws IOException {
        var vocabulary = new Vocabulary(200, new TokenizerName("random", null), null, 199);
        try (var writer = new ShardWriter(shards(), vocabulary, 4096)) {
            // Few of the tokens, so that there is something to learn.
            writer.append(new SplittableRandom(1).longs(40_000, 0, 20).toArray());
            writer.finish();
        }
    }

    private static void writeModel() throws IOException {
        var hparams = HParamsJson.overlay(Subnet.hparams(1), "{\"seed\": 1234}");
        var shape = hparams.model();
        var folder = Files.createDirectories(directory.resolve("model"));
        try (var model = LanguageModel.create(TorchEngine.open(2), hparams, "cpu", InitialModel.seeded(hparams))) {
            model.save(folder.resolve("model.safetensors"), Map.of("format", "pt"));
        }
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "llama", "vocab_size": %d, "hidden_size": %d, "num_hidden_layers": %d,
                 "num_attention_heads": %d, "num_key_value_heads": %d, "intermediate_size": %d,
                 "max_position_embeddings": %d, "rope_theta": %s, "rms_norm_eps": %s}""".formatted(
                        shape.vocabSize(),
                        shape.hiddenSize(),
                        shape.numHiddenLayers(),
                        shape.numAttentionHeads(),
                        shape.numKeyValueHeads(),
                        shape.intermediateSize(),
                        shape.maxPositionEmbeddings(),
                        shape.ropeTheta(),
                        shape.rmsNormEps()));
    }

    private static void upload() throws IOException {
        try (var store = ObjectStore.connect(new StoreAddress(textStore.endpoint(), "auto", "id", "secret"))) {
            store.createBucket(BUCKET).block();
            for (var name : List.of("shards", "model")) {
                for (var file : files(directory.resolve(name))) {
                    store.put(BUCKET, name + "/" + file.getFileName(), Files.readAllBytes(file))
                            .block();
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void startService(String... more) throws IOException {
        var netuid = subnet.hparams.netuid();
        var args = new ArrayList<>(List.of(more));
        args.add("--assay.evaluation.worker-group=evaluators-" + netuid);
        args.add("--assay.evaluation.aggregator-group=aggregators-" + netuid);
        args.add("--assay.data.cache-directory=" + directory.resolve("cache-" + netuid));
        services.add(cluster.service(subnet.hparams, args.toArray(String[]::new)));
    }

    private void startServiceOnStore(String... more) throws IOException {
        var args = new ArrayList<>(List.of(more));
        args.add("--assay.data.endpoint=" + textStore.endpoint());
        args.add("--assay.data.bucket=" + BUCKET);
        args.add("--assay.data.access-key-id=id");
        args.add("--assay.data.secret-access-key=secret");
        args.add("--assay.data.prefix=shards");
        args.add("--assay.data.model-prefix=model");
        startService(args.toArray(String[]::new));
    }

    private static void restartTextStore() {
        textStore = EmbeddedS3.start(
                directory.resolve("text-store"), textStore.endpoint().getPort(), "id", "secret");
    }

    private void upload(int uid) {
        var honest = subnet.honest(FIRST, uid);
        cluster.pin(honest);
        cluster.publish(subnet.arrived(FIRST, honest));
    }

    private List<Event> outcomes() {
        return cluster.outcomes.stream()
                .filter(event -> event.netuid() == subnet.hparams.netuid())
                .toList();
    }

    private void isMeasured(int count) {
        await().atMost(LIMIT).until(() -> outcomes().size() == count);
        assertThat(outcomes()).allSatisfy(event -> {
            assertThat(event).isInstanceOf(LossDelta.class);
            var delta = (LossDelta) event;
            assertThat(delta.stepsBehind()).isZero();
            assertThat(delta.own().improvement()).isPositive();
            // Without a padding every token but a sequence's first is predicted.
            assertThat(delta.own().tokens()).isEqualTo(2 * 4 * 31);
        });
    }

    @Test
    void measuresOnShardsFromABeginningOfItsOwn() throws IOException {
        startService("--assay.data.folder=" + shards(), "--assay.data.model-folder=" + directory.resolve("model"));
        upload(0);
        upload(1);
        isMeasured(2);
    }

    @Test
    void measuresOnWhatAStoreHasAlsoAfterItWasAway() throws IOException {
        startServiceOnStore();
        textStore.close();
        upload(0);
        restartTextStore();
        isMeasured(1);
    }

    @Test
    void aStoreThatStaysAwayHandsTheJobOn() throws IOException {
        startServiceOnStore("--assay.evaluation.patience=0s");
        textStore.close();
        try {
            upload(0);
            await().atMost(LIMIT).until(() -> !outcomes().isEmpty());
        } finally {
            restartTextStore();
        }
        failed(EvaluationFailure.REDELIVERED_TOO_OFTEN, "without an outcome");
        assertThat(services.getFirst()
                        .getBean(MeterRegistry.class)
                        .counter("assay.evaluation.postponed", "reason", "store_unavailable")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void damagedTextIsNobodysFault() throws IOException {
        var damaged = Files.createDirectories(directory.resolve("damaged"));
        for (var file : files(shards())) {
            Files.copy(file, damaged.resolve(file.getFileName()));
        }
        for (var shard : IndexFile.in(damaged).index().shards()) {
            Files.write(damaged.resolve(shard.name()), new byte[(int) shard.bytes()]);
        }
        startService("--assay.data.folder=" + damaged, "--assay.data.model-folder=" + directory.resolve("model"));
        upload(0);
        await().atMost(LIMIT).until(() -> !outcomes().isEmpty());
        failed(EvaluationFailure.DATA_UNAVAILABLE, "./assay data verify " + damaged);
        assertThat(EvaluationFailure.DATA_UNAVAILABLE.peersFault()).isFalse();
    }

    private void failed(EvaluationFailure reason, String detail) {
        assertThat(outcomes()).hasSize(1).first().isInstanceOfSatisfying(EvaluationFailed.class, outcome -> {
            assertThat(outcome.reason()).isEqualTo(reason);
            assertThat(outcome.detail()).contains(detail);
        });
    }
}

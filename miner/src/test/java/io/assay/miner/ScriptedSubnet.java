package io.assay.miner;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Neuron;
import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.node.ChainNode;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.PackedSigns;
import io.assay.model.FollowedModel;
import io.assay.model.InitialModel;
import io.assay.model.LanguageModel;
import io.assay.model.ModelHistory;
import io.assay.model.TorchEngine;
import io.assay.model.data.WordNetCorpus;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.Topics;
import io.assay.protocol.WindowClock;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.model.ModelObjects;
import io.assay.service.s3.Digests;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A chain behind its node, a broker and a store, and the part of a validator that miners see; the test makes every block. */
final class ScriptedSubnet implements AutoCloseable {
    static final String VALIDATOR_BUCKET = "validator";
    private static final String KEY_ID = "k".repeat(32);
    private static final String SECRET = "s".repeat(64);

    final HParams hparams = TinyParameters.read();
    final GradientLayout layout = GradientLayout.of(hparams);
    final WindowClock windows = new WindowClock(hparams.blocksPerWindow());
    final EmbeddedChain chain;
    final ObjectStore store;
    final FollowedModel model;
    final MinerContext context;
    final List<String> notices = new CopyOnWriteArrayList<>();
    private final EmbeddedKafka broker;
    private final EmbeddedS3 s3;
    private final ChainNode node;
    private final SubstrateChain client;
    private final KafkaProducer<String, Event> producer;
    private final long firstWindow = 1;

    ScriptedSubnet(Path directory) {
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        s3 = EmbeddedS3.start(directory.resolve("s3"), 0, KEY_ID, SECRET);
        chain = EmbeddedChain.open(directory.resolve("chain"), spec(hparams.netuid()), Clock.systemUTC());
        node = ChainNode.start(chain, 0);
        client = SubstrateChain.open(SubstrateSettings.of(List.of(node.uri().toString()), Duration.ofSeconds(10)));
        var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
        declareTopics(kafka);
        producer = new KafkaProducer<>(KafkaClients.producer(kafka), new StringSerializer(), new EventSerializer());
        store = ObjectStore.connect(new StoreAddress(s3.endpoint(), "auto", KEY_ID, SECRET));
        store.createBucket(VALIDATOR_BUCKET).block();
        var engine = TorchEngine.open(1);
        model = new FollowedModel(LanguageModel.create(engine, hparams, "cpu"), firstWindow);
        context = MinerContext.onCpu(
                        hparams,
                        client,
                        MinerStores.one(store, VALIDATOR_BUCKET),
                        kafka,
                        engine,
                        WordNetCorpus.load(hparams.sequenceLength()),
                        InitialModel.seeded(hparams))
                .telling(this::note);
    }

    /** A notice counts when the upload is there. */
    private void note(Hotkey hotkey, long window) {
        var neuron = neuron(hotkey).orElseThrow();
        var bucket = Objects.requireNonNull(neuron.bucket()).bucket();
        if (store.head(bucket, ObjectKeys.gradient(window, neuron.uid()))
                .blockOptional()
                .isPresent()) {
            notices.add(window + " " + hotkey);
        }
    }

    /** A topic just made may not be described yet: the declaration is made again until it holds. */
    private static void declareTopics(KafkaSettings kafka) {
        for (var attempt = 0; ; attempt++) {
            try {
                TopicDeclaration.declare(kafka);
                return;
            } catch (InvalidSettingException e) {
                if (attempt == 50) {
                    throw e;
                }
            }
        }
    }

    private static ChainSpec spec(int netuid) {
        var terms = new SubnetTerms(netuid, 1000, 0, 0, 1, 65535, 0);
        return new ChainSpec(Duration.ofHours(1), List.of(SubnetSpec.withDefaults(terms)), Map.of(), List.of());
    }

    static BucketCommitment bucket(String letter) {
        return new BucketCommitment(letter.repeat(32), KEY_ID, SECRET);
    }

    Optional<Neuron> neuron(Hotkey hotkey) {
        return chain.roster(hparams.netuid()).neurons().stream()
                .filter(neuron -> neuron.hotkey().equals(hotkey.address()))
                .findFirst();
    }

    /** Makes blocks until the chain's head is this one. */
    void produceUntil(long block) {
        while (chain.head().number() < block) {
            chain.produceBlock();
        }
    }

    /** Opens the record's window and makes its first block. */
    void open(long window) {
        publish(new WindowOpened(
                hparams.netuid(),
                window,
                window - firstWindow,
                windows.openingBlock(window),
                Clock.systemUTC().instant(),
                List.of(),
                List.of(),
                List.of(),
                HParamsJson.digest(hparams)));
        produceUntil(windows.openingBlock(window));
    }

    /** Moves the model by one gradient and tells everybody. */
    void advance(long window, String hotkey, CompressedGradient gradient) {
        var signs = PackedSigns.of(layout, gradient).toBytes();
        var step = step(window, hotkey, signs);
        store.put(VALIDATOR_BUCKET, Objects.requireNonNull(step.aggregate()).key(), signs)
                .block();
        model.advance(step, signs);
        publish(step.leadingTo(model.model().digest()));
    }

    /** The same, but the record says that the model comes to something else. */
    void advanceToAnother(long window, String hotkey, CompressedGradient gradient) {
        var signs = PackedSigns.of(layout, gradient).toBytes();
        var step = step(window, hotkey, signs);
        store.put(VALIDATOR_BUCKET, Objects.requireNonNull(step.aggregate()).key(), signs)
                .block();
        model.advance(step, signs);
        publish(step.leadingTo("0".repeat(64)));
    }

    /** The same, but the step's aggregate is lost and a checkpoint of the model after it is there instead. */
    void advanceByCheckpoint(long window, String hotkey, CompressedGradient gradient) throws IOException {
        var signs = PackedSigns.of(layout, gradient).toBytes();
        var step = step(window, hotkey, signs);
        model.advance(step, signs);
        var file = Files.createTempFile("checkpoint", ".safetensors");
        model.model().save(file, Map.of(ModelHistory.WINDOW, Long.toString(model.window())));
        new ModelObjects(
                        store,
                        VALIDATOR_BUCKET,
                        hparams.netuid(),
                        hparams.model().parameterCount())
                .publishCheckpoint(
                        model.window(),
                        model.window() - firstWindow,
                        model.model().digest(),
                        file,
                        new byte[] {'{', '}'});
        Files.delete(file);
        publish(step.leadingTo(model.model().digest()));
    }

    private ModelAdvanced step(long window, String hotkey, byte[] signs) {
        var digest = Digests.sha256(signs);
        var key = ObjectKeys.aggregate(hparams.netuid(), window, digest);
        return new ModelAdvanced(
                hparams.netuid(),
                window,
                window - firstWindow,
                hparams.learningRateAt(window - firstWindow),
                hparams.weightDecay(),
                List.of(hotkey),
                new PinnedObject(VALIDATOR_BUCKET, key, signs.length, digest));
    }

    private void publish(Event event) {
        try {
            producer.send(new ProducerRecord<>(Topics.of(event).topic(), event.partitionKey(), event))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(event + " is not published", e);
        }
    }

    @Override
    public void close() {
        model.close();
        producer.close();
        client.close();
        node.close();
        chain.close();
        store.close();
        s3.close();
        broker.close();
    }
}

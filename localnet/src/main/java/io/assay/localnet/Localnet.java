package io.assay.localnet;

import io.assay.chain.Neuron;
import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.EmbeddedS3;
import io.assay.localnet.command.Options;
import io.assay.localnet.command.UsageException;
import io.assay.localnet.part.DataDirectory;
import io.assay.localnet.part.Keys;
import io.assay.localnet.part.LocalChain;
import io.assay.localnet.part.Logs;
import io.assay.localnet.part.Miners;
import io.assay.localnet.part.Ports;
import io.assay.localnet.part.ServiceAddress;
import io.assay.localnet.part.Services;
import io.assay.localnet.record.Report;
import io.assay.localnet.record.Reporting;
import io.assay.localnet.record.RunRecord;
import io.assay.localnet.record.WindowRecord;
import io.assay.miner.MinerContext;
import io.assay.miner.MinerPlan;
import io.assay.miner.MinerPlans;
import io.assay.miner.MinerStores;
import io.assay.model.TorchEngine;
import io.assay.model.data.WordNetCorpus;
import io.assay.protocol.Topics;
import io.assay.protocol.hparams.HParams;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * The whole of Assay in this JVM, on loopback. Blocks are produced only once everything stands, so that no window is
 * lost to the start; all state is in the data directory, and a start on it goes on where it was, even after kill -9.
 */
public final class Localnet implements AutoCloseable {
    private static final String OWN_BUCKET = "assay";
    private static final int TORCH_THREADS = 1;

    private final Closing closing;
    private final Addresses addresses;
    private final HParams hparams;
    private final LocalChain chain;
    private final RunRecord record;
    private final Reporting reporting;

    private Localnet(
            Closing closing,
            Addresses addresses,
            HParams hparams,
            LocalChain chain,
            RunRecord record,
            Reporting reporting) {
        this.closing = closing;
        this.addresses = addresses;
        this.hparams = hparams;
        this.chain = chain;
        this.record = record;
        this.reporting = reporting;
    }

    /**
     * Where everything is.
     *
     * @param kafka {@code host:port}
     * @param accessKeyId of the store, which guards nothing but this localnet
     */
    public record Addresses(
            String kafka,
            URI s3,
            String accessKeyId,
            String secretAccessKey,
            URI chain,
            List<ServiceAddress> services,
            DataDirectory data) {}

    /**
     * Starts everything and returns when it all serves.
     *
     * @param settled is told of every window that has its verdict, those already in the record too
     * @throws UsageException when an option cannot be followed
     */
    public static Localnet start(Options options, Consumer<WindowRecord> settled) {
        new Ports(options.portBase()).requireFree();
        var data = DataDirectory.open(options.data());
        // No class with a logger may be touched before this.
        Logs.to(data.of("logs"));
        var closing = new Closing();
        closing.add(data);
        try {
            return start(options, data, settled, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static Localnet start(
            Options options, DataDirectory data, Consumer<WindowRecord> settled, Closing closing) {
        var ports = new Ports(options.portBase());
        var hparams = data.hparams(options);
        var plans = plans(data.miners(options.miners()));
        var keys = new Keys(hparams.seed());
        // Text and engine take seconds of their own: they load while the servers start.
        var corpus = CompletableFuture.supplyAsync(() -> WordNetCorpus.load(hparams.sequenceLength()));
        var engine = CompletableFuture.supplyAsync(() -> TorchEngine.open(TORCH_THREADS));
        var s3 = CompletableFuture.supplyAsync(() ->
                EmbeddedS3.start(data.of("s3"), ports.s3(), keys.accessKeyId(), keys.secretAccessKey()));
        var broker = closing.add(EmbeddedKafka.start(data.of("kafka"), ports.kafka()));
        var store = closing.add(s3.join());
        var chain = closing.add(LocalChain.open(
                data.of("chain"), hparams, keys.validator().address(), ports.chain()));
        var kafka = new KafkaSettings(broker.bootstrapServers(), (short) 1);
        TopicDeclaration.declare(kafka);
        var record = new RunRecord(settled);
        closing.add(EventFollower.startTimed(
                kafka,
                (topic, poison) -> LoggerFactory.getLogger(Localnet.class)
                        .warn("no event on {}: {}", topic, poison.reason()),
                record::apply,
                Topics.values()));
        var services = closing.add(Services.start(ports, settings(data, broker, store, chain, keys)));
        var addresses = new Addresses(
                broker.bootstrapServers(),
                store.endpoint(),
                keys.accessKeyId(),
                keys.secretAccessKey(),
                chain.uri(),
                services.addresses(),
                data);
        chain.produce();
        var own = closing.add(ObjectStore.connect(
                new StoreAddress(store.endpoint(), "auto", keys.accessKeyId(), keys.secretAccessKey())));
        var stores = MinerStores.one(own, OWN_BUCKET);
        var context =
                MinerContext.onCpu(hparams, chain.chain(), stores, kafka, engine.join(), corpus.join());
        closing.add(Miners.start(context, plans, keys));
        var reporting = new Reporting(hparams, Miners.strategies(plans, keys));
        return new Localnet(closing, addresses, hparams, chain, record, reporting);
    }

    private static List<MinerPlan> plans(String miners) {
        try {
            return MinerPlans.parse(miners);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--miners: " + e.getMessage());
        }
    }

    private static List<String> settings(
            DataDirectory data, EmbeddedKafka broker, EmbeddedS3 store, LocalChain chain, Keys keys) {
        return List.of(
                "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--assay.s3.endpoint=" + store.endpoint(),
                "--assay.s3.bucket=" + OWN_BUCKET,
                "--assay.s3.access-key-id=" + keys.accessKeyId(),
                "--assay.s3.secret-access-key=" + keys.secretAccessKey(),
                "--assay.chain.endpoint=" + chain.uri(),
                "--assay.hparams.file=" + data.hparamsFile(),
                "--assay.ingest.bucket-endpoint=" + store.endpoint(),
                "--assay.evaluation.threads=" + TORCH_THREADS,
                "--assay.evaluation.directory=" + data.of("evaluation"),
                "--assay.rating.state-dir=" + data.of("streams"),
                "--assay.weights.hotkey-seed-file=" + validatorSeed(data, keys),
                "--spring.main.register-shutdown-hook=false");
    }

    private static String validatorSeed(DataDirectory data, Keys keys) {
        var file = data.of("keys").resolve("validator.seed");
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, keys.validatorSeedHex());
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Where everything is. */
    public Addresses addresses() {
        return addresses;
    }

    /** The parameters in force. */
    public HParams hparams() {
        return hparams;
    }

    /** What the topics have told so far. */
    public RunRecord record() {
        return record;
    }

    /** Neurons on the chain. */
    public List<Neuron> roster() {
        return chain.chain().roster(hparams.netuid()).neurons();
    }

    /** The report of the run as it stands. */
    public Report report() {
        return reporting.report(record, roster(), addresses.services());
    }

    /** Stops everything, miners first, the broker last. */
    @Override
    public void close() {
        closing.close();
    }
}

package io.assay.localnet;

import io.assay.chain.Neuron;
import io.assay.command.UsageException;
import io.assay.localnet.command.Options;
import io.assay.localnet.part.DataDirectory;
import io.assay.localnet.part.Keys;
import io.assay.localnet.part.LocalSubnet;
import io.assay.localnet.part.Logs;
import io.assay.localnet.part.Miners;
import io.assay.localnet.part.Ports;
import io.assay.localnet.part.Servers;
import io.assay.localnet.part.Services;
import io.assay.localnet.record.Devices;
import io.assay.localnet.record.Report;
import io.assay.localnet.record.Reporting;
import io.assay.localnet.record.RunRecord;
import io.assay.localnet.record.WindowRecord;
import io.assay.miner.HttpNotices;
import io.assay.miner.MinerContext;
import io.assay.miner.MinerPlan;
import io.assay.miner.MinerPlans;
import io.assay.miner.MinerStores;
import io.assay.model.TorchEngine;
import io.assay.protocol.Topics;
import io.assay.protocol.hparams.HParams;
import io.assay.service.kafka.EventFollower;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.s3.ObjectStore;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.StoreSettings;
import io.assay.service.source.SourceSettings;
import io.assay.service.source.SubnetModel;
import io.assay.service.source.SubnetText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * The whole of Assay in this JVM, on loopback. Blocks are produced only once everything stands, so that no window is
 * lost to the start; all state is in the data directory, and a start on it goes on where it was, even after kill -9.
 */
public final class Localnet implements AutoCloseable {
    private static final String OWN_BUCKET = "assay";
    private static final int TORCH_THREADS = 1;
    private static final Duration RECORD_READ = Duration.ofSeconds(60);

    private final Closing closing = new Closing();
    private final DataDirectory data;
    private final HParams hparams;
    private final List<MinerPlan> plans;
    private final Keys keys;
    private final RunRecord record;
    private final SourceSettings sources;
    private final Servers servers;
    private final Services services;
    private final int workers;

    /**
     * Starts everything and returns when it all serves.
     *
     * @param settled is told of every window that has its verdict, those already in the record too
     * @throws UsageException when an option cannot be followed
     */
    public static Localnet start(Options options, Consumer<WindowRecord> settled) {
        return start(options, settled, false);
    }

    /**
     * The same with each service in a JVM of its own, that of {@link #services}; how busy devices are is not known then.
     *
     * @param settled is told of every window that has its verdict, those already in the record too
     * @throws UsageException when an option cannot be followed
     */
    public static Localnet startApart(Options options, Consumer<WindowRecord> settled) {
        return start(options, settled, true);
    }

    private static Localnet start(Options options, Consumer<WindowRecord> settled, boolean apart) {
        if (options.miners() != null) {
            plans(options.miners());
        }
        var ports = new Ports(options.portBase());
        ports.requireFree();
        var data = DataDirectory.open(options.data());
        // No class with a logger may be touched before this.
        Logs.to(data.of("logs"));
        return new Localnet(options, ports, data, new RunRecord(settled), apart);
    }

    private Localnet(Options options, Ports ports, DataDirectory data, RunRecord record, boolean apart) {
        this.data = closing.add(data);
        this.record = record;
        this.workers = options.workers();
        try {
            hparams = data.hparams(options);
            plans = plans(data.miners(options.miners()));
            keys = new Keys(hparams.seed());
            // Text and engine take seconds of their own: they load while the servers start.
            sources = SourceSettings.ofFolders(data.tokens(options.tokens()), data.model(options.model()));
            var text = CompletableFuture.supplyAsync(() -> SubnetText.open(sources, Localnet::noStore, hparams));
            var engine = CompletableFuture.supplyAsync(() -> TorchEngine.open(TORCH_THREADS));
            servers = closing.add(Servers.start(ports, data, keys, subnet(options)));
            var log = LoggerFactory.getLogger(Localnet.class);
            log.info("broker, store and chain serve");
            TopicDeclaration.declare(servers.kafka());
            var watching = closing.add(watch(servers.kafka(), record));
            services = closing.add(
                    apart
                            ? Services.startApart(ports, settings(), data.of("logs"))
                            : Services.start(ports, settings()));
            log.info("services are ready");
            awaitRecord(watching);
            if (!apart) {
                // From what comes now on: what the record held before is not of this run's devices.
                record.watch(new Devices(services::deviceSeconds, workers));
            }
            servers.chain().produce();
            closing.add(Miners.start(context(engine.join(), joined(text)), plans, keys));
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private LocalSubnet subnet(Options options) {
        return new LocalSubnet(
                hparams.netuid(),
                keys.validator().address(),
                List.copyOf(strategies().keySet()),
                data.commitReveal(options.commitReveal()));
    }

    private static List<MinerPlan> plans(String miners) {
        try {
            return MinerPlans.parse(miners);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--miners: " + e.getMessage());
        }
    }

    private static EventFollower watch(KafkaSettings kafka, RunRecord record) {
        var log = LoggerFactory.getLogger(Localnet.class);
        return EventFollower.startTimed(
                kafka,
                (topic, poison) -> log.warn("no event on {}: {}", topic, poison.reason()),
                record::apply,
                Topics.values());
    }

    private static void awaitRecord(EventFollower watching) {
        try {
            if (!watching.awaitCaughtUp(RECORD_READ)) {
                throw new IllegalStateException(
                        "the record could not be read within " + RECORD_READ.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the record was read", e);
        }
    }

    private List<String> settings() {
        var settings = new ArrayList<>(servers.settings(OWN_BUCKET));
        settings.add("--assay.hparams.file=" + data.hparamsFile());
        settings.add("--assay.evaluation.threads=" + TORCH_THREADS);
        settings.add("--assay.evaluation.workers=" + workers);
        settings.add("--assay.evaluation.directory=" + data.of("evaluation"));
        Optional.ofNullable(sources.folder()).ifPresent(folder -> settings.add("--assay.data.folder=" + folder));
        Optional.ofNullable(sources.modelFolder())
                .ifPresent(folder -> settings.add("--assay.data.model-folder=" + folder));
        settings.add("--assay.rating.state-dir=" + data.of("streams"));
        settings.add("--assay.weights.hotkey-seed-file=" + data.secret("validator.seed", keys.validatorSeedHex()));
        return settings;
    }

    private static SubnetText joined(CompletableFuture<SubnetText> text) {
        try {
            return text.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof InvalidSettingException invalid ? invalid : e;
        }
    }

    /** Folders need no store. */
    private static StoreSettings noStore() {
        throw new IllegalStateException("a localnet has text and model in folders");
    }

    private MinerContext context(TorchEngine engine, SubnetText text) {
        var corpus = closing.add(text).corpus();
        var model = closing.add(SubnetModel.open(sources, Localnet::noStore, hparams, corpus));
        var store = closing.add(ObjectStore.connect(servers.store()));
        var stores = MinerStores.one(store, OWN_BUCKET);
        var notices = closing.add(new HttpNotices(services.ingest().uri(), hparams.netuid(), InstantSource.system()));
        return MinerContext.onCpu(
                        hparams, servers.chain().client(), stores, servers.kafka(), engine, corpus, model.initial())
                .telling(notices);
    }

    private SequencedMap<String, String> strategies() {
        return Miners.strategies(plans, keys);
    }

    /** Where everything is. */
    public Addresses addresses() {
        return new Addresses(
                servers.kafka().brokers(), servers.store(), servers.chain().uri(), services.addresses(), data);
    }

    /** The services. */
    public Services services() {
        return services;
    }

    /** How clients reach the broker. */
    public KafkaSettings kafka() {
        return servers.kafka();
    }

    /** The blocks that hold what the validator's hotkey has sent and the chain has carried out, one each time, oldest first. */
    public List<Long> weightsOnChain() {
        return servers.chain().carriedOut(keys.validator().address());
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
        return servers.chain().chain().roster(hparams.netuid()).neurons();
    }

    /** The report of the run as it stands. */
    public Report report() {
        var credited = servers.chain().creditedRao(hparams.netuid());
        return new Reporting(hparams, workers, strategies(), credited).report(record, roster(), services.addresses());
    }

    /** Stops everything, miners first, the broker last. */
    @Override
    public void close() {
        closing.close();
    }
}

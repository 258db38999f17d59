package io.assay.localnet;

import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.command.Arguments;
import io.assay.command.UsageException;
import io.assay.localnet.part.DataDirectory;
import io.assay.localnet.part.Keys;
import io.assay.localnet.part.MinerHealth;
import io.assay.localnet.part.Miners;
import io.assay.localnet.part.StoreKeys;
import io.assay.miner.HttpNotices;
import io.assay.miner.MinerContext;
import io.assay.miner.MinerStores;
import io.assay.model.TorchEngine;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.MechanismSettings;
import io.assay.service.settings.StoreSettings;
import io.assay.service.source.SourceSettings;
import io.assay.service.source.SubnetModel;
import io.assay.service.source.SubnetText;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** {@code ./assay miners}: the localnet's miners on their own, in one process, on the text and model that are built in. */
public final class MinersMain {
    private static final int PORT = 7404;
    private static final String USAGE = """
            usage: ./assay miners --hparams FILE --chain URL --kafka HOST:PORT --store URL [--bucket NAME]
                                  [--ingest URL] [--miners LIST] [--threads N] [--listen ADDRESS] [--port P]
              --hparams FILE    parameters, and --miners LIST, as ./assay chain-node has them
              --chain URL       a node, ws://HOST:PORT
              --kafka HOST:PORT the validator's broker
              --store URL       the S3 store that has the validator's bucket and the miners'
              --bucket NAME     the validator's; default assay
              --ingest URL      the gradient-ingest service that is told of uploads; by default nobody is
              --threads N       of PyTorch; default 1
              --listen ADDRESS  where what they have done is told by HTTP; default 127.0.0.1
              --port P          default 7404, 0 for any free one
            The store's one pair of keys is the environment's ASSAY_S3_ACCESSKEYID and ASSAY_S3_SECRETACCESSKEY, as
            ./assay store has it. The miners commit it on the chain, for all to see.
            """;
    private static final Set<String> OPTIONS = Set.of(
            "--hparams",
            "--chain",
            "--kafka",
            "--store",
            "--bucket",
            "--ingest",
            "--miners",
            "--threads",
            "--listen",
            "--port");
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final SourceSettings BUILT_IN = SourceSettings.ofFolders(null, null);

    private MinersMain() {}

    /** Mines until it is told to end. */
    public static void main(String[] args) {
        command().main(args);
    }

    static Standing command() {
        return new Standing("miners", USAGE, OPTIONS, MinersMain::start);
    }

    private static Closing start(Arguments given, PrintStream out) {
        var hparams = MechanismSettings.read("--hparams", Path.of(given.required("--hparams")));
        var plans =
                ChainNodeMain.plans(Objects.requireNonNullElse(given.value("--miners"), DataDirectory.DEFAULT_MINERS));
        var keys = new Keys(hparams.seed(), StoreKeys.of(System.getenv()));
        var address = Standing.listen(given, PORT);
        var closing = new Closing();
        try {
            var miners = closing.add(Miners.start(context(given, hparams, keys, closing), plans, keys));
            var health = closing.add(MinerHealth.start(address, miners::running));
            out.println("miners   " + health.uri());
            return closing;
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static MinerContext context(Arguments given, HParams hparams, Keys keys, Closing closing) {
        var address = new StoreAddress(
                uri(given, "--store", Set.of("http", "https")), "auto", keys.accessKeyId(), keys.secretAccessKey());
        var node = uri(given, "--chain", Set.of("ws", "wss")).toString();
        var kafka = new KafkaSettings(given.required("--kafka"), (short) 1);
        var bucket = Objects.requireNonNullElse(given.value("--bucket"), "assay");
        var threads = given.number("--threads", 1, 1024);
        var text = closing.add(SubnetText.open(BUILT_IN, MinersMain::noStore, hparams));
        var model = closing.add(SubnetModel.open(BUILT_IN, MinersMain::noStore, hparams, text.corpus()));
        var context = MinerContext.onCpu(
                hparams,
                closing.add(SubstrateChain.open(SubstrateSettings.of(List.of(node), REQUEST))),
                MinerStores.one(closing.add(ObjectStore.connect(address)), bucket),
                kafka,
                TorchEngine.open(threads == null ? 1 : threads.intValue()),
                text.corpus(),
                model.initial());
        return given.has("--ingest")
                ? context.telling(closing.add(new HttpNotices(
                        uri(given, "--ingest", Set.of("http", "https")), hparams.netuid(), InstantSource.system())))
                : context;
    }

    private static URI uri(Arguments given, String option, Set<String> schemes) {
        var value = given.required(option);
        try {
            var uri = URI.create(value);
            if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // refused below, with what is allowed
        }
        throw new UsageException(option + " is " + value + ", allowed: "
                + String.join(" or ", schemes.stream().sorted().toList()) + "://HOST:PORT");
    }

    private static StoreSettings noStore() {
        throw new IllegalStateException("text and model are built in");
    }
}

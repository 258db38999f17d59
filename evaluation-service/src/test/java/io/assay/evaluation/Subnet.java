package io.assay.evaluation;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.DctCodec;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMerge;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.SafetensorsGradient;
import io.assay.model.InitialModel;
import io.assay.model.LanguageModel;
import io.assay.model.SyncProbe;
import io.assay.model.TorchEngine;
import io.assay.model.data.AssignedData;
import io.assay.model.data.Corpus;
import io.assay.model.data.TokenBatch;
import io.assay.model.data.WordNetCorpus;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Upload;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Miners and ingest of a tiny subnet, played by hand: the model they follow is moved by their own arithmetic. */
final class Subnet implements AutoCloseable {
    static final long FIRST = 100;
    static final String BUCKET = "assay";

    final HParams hparams;
    private final GradientLayout layout;
    private final LanguageModel model;
    private final AssignedData data;
    private final SyncProbe probe;
    private final DctCodec codec = new DctCodec();

    Subnet(int netuid) throws IOException {
        this(netuid, "{}");
    }

    /** A subnet whose parameters are given in part. */
    Subnet(int netuid, String more) throws IOException {
        this(HParamsJson.overlay(hparams(netuid), more));
    }

    private Subnet(HParams hparams) {
        this(hparams, WordNetCorpus.load(hparams.sequenceLength()), InitialModel.seeded(hparams));
    }

    /** A subnet with text and a model of its own. */
    Subnet(HParams hparams, Corpus corpus, InitialModel initial) {
        this.hparams = hparams;
        layout = GradientLayout.of(hparams);
        model = LanguageModel.create(TorchEngine.open(2), hparams, "cpu", initial);
        data = new AssignedData(hparams, corpus);
        probe = new SyncProbe(hparams);
    }

    static HParams hparams(int netuid) throws IOException {
        return HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("../hparams.json"))), tiny(netuid));
    }

    /** A miner's upload: the file and the gradient in it. */
    record Uploaded(int netuid, int uid, byte[] file, CompressedGradient gradient) {
        PinnedObject pinned() {
            var sha256 = Digests.sha256(file);
            return new PinnedObject(BUCKET, ObjectKeys.pinned(netuid, sha256), file.length, sha256);
        }
    }

    static String hotkey(int uid) {
        return "5Grw" + "vaEFKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyzA".substring(0, 42) + (1 + uid / 9) + (1 + uid % 9);
    }

    static String hash(long window) {
        return "0x" + "%064x".formatted(window);
    }

    Uploaded honest(long window, int uid) {
        List<TokenBatch> batches = LongStream.range(0, hparams.assignedBatches())
                .mapToObj(index -> data.batch(window, uid, index))
                .toList();
        return upload(window, uid, model.gradient(batches));
    }

    Uploaded noise(long window, int uid) {
        var random = new Random(window * 31 + uid);
        var dense = new ArrayList<float[]>();
        for (var parameter : layout.parameters()) {
            var values = new float[parameter.size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            dense.add(values);
        }
        return upload(window, uid, dense);
    }

    /** The step at a window's end, taken by hand. */
    void advance(long window, List<Uploaded> gathered) {
        var signs = GradientMerge.signs(
                layout, gathered.stream().map(Uploaded::gradient).toList());
        model.step(signs, hparams.learningRateAt(window - FIRST), hparams.weightDecay());
    }

    String digest() {
        return model.digest();
    }

    WindowOpened opened(long window, int peers) {
        var roster = uids(peers)
                .mapToObj(uid -> new RosterEntry(uid, hotkey(uid), true))
                .toList();
        var all = uids(peers).mapToObj(Subnet::hotkey).toList();
        return new WindowOpened(
                hparams.netuid(),
                window,
                window - FIRST,
                window * 7,
                Instant.EPOCH,
                roster,
                all,
                all,
                HParamsJson.digest(hparams));
    }

    WindowClosing closing(long window) {
        return new WindowClosing(hparams.netuid(), window, window - FIRST, window * 7 + 7, hash(window), Instant.EPOCH);
    }

    /** The loss before on a peer's batches, of the model that is followed here. */
    double ownLoss(long window, int uid) {
        return model.loss(data.own(window, uid, hash(window)));
    }

    /** The loss before on the common batches. */
    double randomLoss(long window) {
        return model.loss(data.random(window, hash(window)));
    }

    GradientArrived arrived(long window, Uploaded uploaded) {
        return arrived(window, uploaded.uid(), uploaded.pinned(), true);
    }

    GradientArrived arrived(long window, int uid, PinnedObject pinned, boolean drawn) {
        var upload = new Upload("miner", ObjectKeys.gradient(window, uid), "e", pinned.sizeBytes(), Instant.EPOCH);
        return new GradientArrived(
                hparams.netuid(), window, window - FIRST, uid, hotkey(uid), drawn, hash(window), upload, pinned);
    }

    WindowClosed closed(long window, int peers, List<Uploaded> uploads) {
        var arrivals = uids(peers)
                .mapToObj(uid -> uploads.stream()
                        .filter(uploaded -> uploaded.uid() == uid)
                        .findFirst()
                        .map(uploaded -> PeerArrival.arrived(uid, hotkey(uid), uploaded.pinned()))
                        .orElseGet(() -> PeerArrival.missing(uid, hotkey(uid))))
                .toList();
        return new WindowClosed(
                hparams.netuid(),
                window,
                window - FIRST,
                window * 7 + 7,
                hash(window),
                Instant.EPOCH,
                Instant.EPOCH,
                arrivals);
    }

    WindowVerdict verdict(long window) {
        var inputs = new WindowVerdict.Inputs(List.of(), List.of(), List.of(), hash(window), List.of(), List.of());
        var digest = HParamsJson.digest(hparams);
        return new WindowVerdict(
                hparams.netuid(),
                window,
                window - FIRST,
                false,
                inputs,
                List.of(),
                List.of(),
                List.of(),
                null,
                hparams,
                digest,
                null,
                digest);
    }

    @Override
    public void close() {
        model.close();
    }

    private Uploaded upload(long window, int uid, List<float[]> dense) {
        var gradient = codec.encode(layout, dense);
        var probed = model.valuesAt(probe.positions(hash(window)));
        var metadata = new GradientMetadata(window, uid, hotkey(uid), window - FIRST, ObjectKeys.VERSION, probed);
        return new Uploaded(hparams.netuid(), uid, SafetensorsGradient.write(layout, gradient, metadata), gradient);
    }

    private static String tiny(int netuid) {
        return """
                {"netuid": %d, "sequence_length": 32, "batch_size": 4, "assigned_batches": 4, "own_sample_batches": 2,
                 "random_sample_batches": 2, "sync_probe_size": 16, "learning_rate": 0.002, "warmup_steps": 0,
                 "checkpoint_frequency": 1,
                 "model": {"vocab_size": 260, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
                           "num_key_value_heads": 2, "intermediate_size": 64, "max_position_embeddings": 32}}
                """.formatted(netuid);
    }

    private static IntStream uids(int peers) {
        return IntStream.range(0, peers);
    }
}

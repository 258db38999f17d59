package io.assay.bench.endurance;

import io.assay.bench.gradient.Gradients;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.SafetensorsGradient;
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
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What chain, miners, ingest and rating of a tiny subnet would say; its windows count from 0. */
final class Subnet {
    static final int PEERS = 4;
    static final String BUCKET = "assay";

    final HParams hparams;
    private final GradientLayout layout;
    private final String digest;

    Subnet() throws IOException {
        hparams = HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("hparams.json"))), """
                {"netuid": 1, "sequence_length": 32, "batch_size": 4, "assigned_batches": 2, "own_sample_batches": 2,
                 "random_sample_batches": 2, "sync_probe_size": 16, "learning_rate": 0.0004, "warmup_steps": 0,
                 "checkpoint_frequency": 25,
                 "model": {"vocab_size": 260, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
                           "num_key_value_heads": 2, "intermediate_size": 64, "max_position_embeddings": 32}}
                """);
        layout = GradientLayout.of(hparams);
        digest = HParamsJson.digest(hparams);
    }

    /** A miner's gradient as ingest would pin it. */
    record Uploaded(int uid, byte[] file, PinnedObject pinned) {}

    static String hotkey(int uid) {
        return "5" + Character.toString('A' + uid).repeat(47);
    }

    private static String hash(long window) {
        return "0x" + "%064x".formatted(window);
    }

    /** Of random content: it moves the model somewhere, which is all that is wanted. */
    Uploaded uploaded(long window, int uid) {
        var random = new Random(window * PEERS + uid);
        var probe = new float[hparams.syncProbeSize()];
        var metadata = new GradientMetadata(window, uid, hotkey(uid), window, ObjectKeys.VERSION, probe);
        var file = SafetensorsGradient.write(layout, Gradients.random(layout, random, true), metadata);
        var sha256 = Digests.sha256(file);
        return new Uploaded(
                uid, file, new PinnedObject(BUCKET, ObjectKeys.pinned(hparams.netuid(), sha256), file.length, sha256));
    }

    WindowOpened opened(long window) {
        var roster = IntStream.range(0, PEERS)
                .mapToObj(uid -> new RosterEntry(uid, hotkey(uid), true))
                .toList();
        var all = IntStream.range(0, PEERS).mapToObj(Subnet::hotkey).toList();
        return new WindowOpened(hparams.netuid(), window, window, window * 7, Instant.EPOCH, roster, all, all, digest);
    }

    WindowClosing closing(long window) {
        return new WindowClosing(hparams.netuid(), window, window, window * 7 + 7, hash(window), Instant.EPOCH);
    }

    GradientArrived arrived(long window, Uploaded uploaded) {
        var pinned = uploaded.pinned();
        var upload = new Upload(
                "miner", ObjectKeys.gradient(window, uploaded.uid()), "e", pinned.sizeBytes(), Instant.EPOCH);
        return new GradientArrived(
                hparams.netuid(),
                window,
                window,
                uploaded.uid(),
                hotkey(uploaded.uid()),
                true,
                hash(window),
                upload,
                pinned);
    }

    WindowClosed closed(long window, List<Uploaded> uploads) {
        var arrivals = uploads.stream()
                .map(uploaded -> PeerArrival.arrived(uploaded.uid(), hotkey(uploaded.uid()), uploaded.pinned()))
                .toList();
        return new WindowClosed(
                hparams.netuid(), window, window, window * 7 + 7, hash(window), Instant.EPOCH, Instant.EPOCH, arrivals);
    }

    WindowVerdict verdict(long window) {
        var inputs = new WindowVerdict.Inputs(List.of(), List.of(), List.of(), hash(window), List.of(), List.of());
        return new WindowVerdict(
                hparams.netuid(),
                window,
                window,
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
}

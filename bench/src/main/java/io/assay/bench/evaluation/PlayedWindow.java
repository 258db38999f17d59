package io.assay.bench.evaluation;

import io.assay.bench.gradient.Gradients;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.SafetensorsGradient;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Upload;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.Digests;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A first window and the gradients that its peers send: random ones, which take the same work as any. */
final class PlayedWindow {
    static final String BUCKET = "assay";
    static final long WINDOW = 100;
    static final String HASH = "0x" + "5a".repeat(32);

    private final HParams hparams;
    private final GradientLayout layout;
    private final int peers;

    PlayedWindow(HParams hparams, int peers) {
        this.hparams = hparams;
        this.layout = GradientLayout.of(hparams);
        this.peers = peers;
    }

    /** An upload: what ingest would have pinned. */
    record Uploaded(int uid, byte[] file, PinnedObject pinned) {}

    CompressedGradient gradient(int uid) {
        return Gradients.random(layout, new Random(uid), true);
    }

    Uploaded uploaded(int uid) {
        var metadata = new GradientMetadata(WINDOW, uid, hotkey(uid), 0, ObjectKeys.VERSION, null);
        var file = SafetensorsGradient.write(layout, gradient(uid), metadata);
        var sha256 = Digests.sha256(file);
        var key = ObjectKeys.pinned(hparams.netuid(), sha256);
        return new Uploaded(uid, file, new PinnedObject(BUCKET, key, file.length, sha256));
    }

    WindowOpened opened() {
        var roster = IntStream.range(0, peers)
                .mapToObj(uid -> new RosterEntry(uid, hotkey(uid), true))
                .toList();
        var all = roster.stream().map(RosterEntry::hotkey).toList();
        return new WindowOpened(
                hparams.netuid(),
                WINDOW,
                0,
                WINDOW * 7,
                Instant.EPOCH,
                roster,
                all,
                List.of(),
                HParamsJson.digest(hparams));
    }

    WindowClosing closing() {
        return new WindowClosing(hparams.netuid(), WINDOW, 0, WINDOW * 7 + 7, HASH, Instant.EPOCH);
    }

    GradientArrived arrived(Uploaded uploaded) {
        var pinned = uploaded.pinned();
        var key = ObjectKeys.gradient(WINDOW, uploaded.uid());
        var upload = new Upload("miner", key, "e", pinned.sizeBytes(), Instant.EPOCH);
        return new GradientArrived(
                hparams.netuid(), WINDOW, 0, uploaded.uid(), hotkey(uploaded.uid()), true, HASH, upload, pinned);
    }

    static String hotkey(int uid) {
        return "5" + "a".repeat(44) + "%03d".formatted(uid).replace('0', 'z');
    }
}

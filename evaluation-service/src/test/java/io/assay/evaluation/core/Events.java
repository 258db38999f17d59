package io.assay.evaluation.core;

import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.Upload;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import java.time.Instant;
import java.util.List;

/** Events of subnet 3, whose record begins at window 100. */
final class Events {
    static final long FIRST = 100;

    private Events() {}

    static String hotkey(int uid) {
        return "5" + "ABCDEFGHJ".charAt(uid) + "z".repeat(46);
    }

    static PinnedObject pinned(int uid) {
        return new PinnedObject("assay", "pinned-" + uid, 10, "%064x".formatted(uid));
    }

    static GradientArrived arrived(long window, boolean drawn) {
        var upload = new Upload("miner", "gradient", "etag", 10, Instant.EPOCH);
        return new GradientArrived(3, window, window - FIRST, 1, hotkey(1), drawn, "0x01", upload, pinned(1));
    }

    static GradientRejected rejected(long window) {
        return new GradientRejected(3, window, 1, hotkey(1), RejectReason.TRUNCATED, "too short", null);
    }

    static WindowOpened opened(long window, Integer... gather) {
        var hotkeys = List.of(gather).stream().map(Events::hotkey).toList();
        return new WindowOpened(
                3, window, window - FIRST, 7, Instant.EPOCH, List.of(), List.of(), hotkeys, "0".repeat(64));
    }

    static WindowClosed closed(long window, PeerArrival... arrivals) {
        return new WindowClosed(3, window, window - FIRST, 14, "0x01", Instant.EPOCH, Instant.EPOCH, List.of(arrivals));
    }
}

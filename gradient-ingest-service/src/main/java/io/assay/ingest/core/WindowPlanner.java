package io.assay.ingest.core;

import io.assay.protocol.Draw;
import io.assay.protocol.WindowClock;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Decides when a window opens, who is evaluated in it and whose gradients go into the model. */
public final class WindowPlanner {
    private final HParams hparams;
    private final String hparamsDigest;
    private final WindowClock clock;
    private final SketchKeys keys;

    /** A planner for one subnet. */
    public WindowPlanner(HParams hparams, String hparamsDigest, SketchKeys keys) {
        this.hparams = hparams;
        this.hparamsDigest = hparamsDigest;
        this.keys = keys;
        this.clock = new WindowClock(hparams.blocksPerWindow());
    }

    /**
     * The window to open at this head. Without any history it is the next one to begin, because nobody can be held to a
     * window that was half over when the record began.
     */
    public OptionalLong due(WindowLedger ledger, long head) {
        var current = clock.windowOf(head);
        var newest = ledger.newestOpened();
        if (newest.isEmpty()) {
            return clock.openingBlock(current) == head ? OptionalLong.of(current) : OptionalLong.empty();
        }
        var next = newest.get().window() + 1;
        return next <= current ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** Opens a window with the peers registered at its first block. */
    public WindowOpened open(WindowLedger ledger, long window, ChainBlock first, List<RegisteredPeer> registered) {
        var roster = registered.stream()
                .sorted(Comparator.comparingInt(RegisteredPeer::uid))
                .map(peer -> new RosterEntry(peer.uid(), peer.hotkey(), active(ledger, peer.hotkey(), window)))
                .toList();
        return new WindowOpened(
                hparams.netuid(),
                window,
                ledger.newestOpened().map(before -> before.globalStep() + 1).orElse(0L),
                first.number(),
                first.timestamp(),
                roster,
                drawn(ledger, roster, window, first.hash()),
                gather(ledger, roster),
                hparamsDigest,
                keys.commitment(hparams.netuid(), window));
    }

    private boolean active(WindowLedger ledger, String hotkey, long window) {
        var sign = ledger.lastSign(hotkey);
        return sign.isEmpty() || window - sign.getAsLong() <= hparams.recentWindows();
    }

    private List<String> drawn(WindowLedger ledger, List<RosterEntry> roster, long window, String hash) {
        var candidates = roster.stream()
                .filter(RosterEntry::active)
                .map(RosterEntry::hotkey)
                .sorted()
                .toList();
        return Draw.of("evaluated", hash)
                .weighted(candidates, hparams.uidsPerWindow(), hotkey -> ledger.windowsSinceDrawn(hotkey, window))
                .stream()
                .sorted()
                .toList();
    }

    private List<String> gather(WindowLedger ledger, List<RosterEntry> roster) {
        return roster.stream()
                .filter(RosterEntry::active)
                .sorted(Comparator.comparingDouble((RosterEntry entry) -> -ledger.weight(entry.hotkey()))
                        .thenComparingInt(RosterEntry::uid))
                .limit(hparams.topkPeers())
                .map(RosterEntry::hotkey)
                .sorted()
                .toList();
    }
}

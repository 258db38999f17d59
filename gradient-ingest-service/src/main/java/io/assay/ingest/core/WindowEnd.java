package io.assay.ingest.core;

import io.assay.protocol.UploadInterval;
import io.assay.protocol.WindowClock;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.sketch.Copies;
import io.assay.protocol.sketch.WindowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The end of one window: its upload interval and what is said of each peer when it is over.
 *
 * @param window the open window
 * @param closing its closing block
 * @param interval in which uploads count
 * @param idxOverlapThreshold share of indices in common from which on two uploads are too much alike
 */
public record WindowEnd(WindowOpened window, ChainBlock closing, UploadInterval interval, double idxOverlapThreshold) {
    /** The end of a window whose closing block is known. */
    public static WindowEnd of(HParams hparams, WindowOpened window, ChainBlock closing) {
        var interval = WindowClock.uploadInterval(
                closing.timestamp(),
                Duration.ofSeconds(hparams.timeWindowDeltaSeconds()),
                Duration.ofSeconds(hparams.clockSkewSeconds()));
        return new WindowEnd(window, closing, interval, hparams.idxOverlapThreshold());
    }

    /** Tells that the closing block is there. */
    public WindowClosing announce() {
        return new WindowClosing(
                window.netuid(),
                window.window(),
                window.globalStep(),
                closing.number(),
                closing.hash(),
                closing.timestamp());
    }

    /**
     * Whether the window can be closed.
     *
     * @param now timestamp of the chain's head
     * @param grace how long late uploads are still looked for, so that they are told apart from missing ones
     */
    public boolean over(Instant now, Duration grace) {
        return now.isAfter(interval.settled().plus(grace));
    }

    /**
     * The closing event, with what the ledger knows.
     *
     * @param key that the window has committed to; without it nothing is compared
     */
    public WindowClosed close(WindowLedger ledger, Optional<WindowKey> key) {
        var copies = key.map(_ -> Copies.of(ledger.sketches(window.window()), idxOverlapThreshold))
                .orElse(Map.of());
        return new WindowClosed(
                window.netuid(),
                window.window(),
                window.globalStep(),
                closing.number(),
                closing.hash(),
                closing.timestamp(),
                interval.until(),
                window.roster().stream()
                        .map(entry -> outcome(ledger, entry).with(copies.get(entry.hotkey())))
                        .toList(),
                key.map(WindowKey::reveal).orElse(null));
    }

    private PeerArrival outcome(WindowLedger ledger, RosterEntry entry) {
        return ledger.arrival(window.window(), entry.hotkey())
                .orElseGet(() -> entry.active()
                        ? PeerArrival.missing(entry.uid(), entry.hotkey())
                        : PeerArrival.inactive(entry.uid(), entry.hotkey()));
    }
}

package io.assay.ingest.core;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.sketch.SketchedUpload;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What ingest remembers, rebuilt by replaying its own events and the verdicts. {@link #apply} is the only place that
 * changes it; a duplicate changes nothing, and events of different topics may come in any order. Safe for use by the
 * loop and the follower at once.
 */
public final class WindowLedger {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final NavigableMap<Long, WindowOpened> open = new TreeMap<>();
    private final Set<Long> closing = new HashSet<>();
    private final NavigableMap<Long, Map<String, PeerArrival>> arrivals = new TreeMap<>();
    private final NavigableMap<Long, Map<String, SketchedUpload>> sketches = new TreeMap<>();
    private final Map<String, Long> firstSeen = new HashMap<>();
    private final Map<String, Long> lastUpload = new HashMap<>();
    private final Map<String, Long> lastDrawn = new HashMap<>();
    private Map<String, Double> weights = Map.of();
    private long weightsWindow = NEVER;
    private long newestClosed = NEVER;
    private @Nullable WindowOpened newestOpened;

    /** Takes an event in. */
    public synchronized void apply(Event event) {
        switch (event) {
            case WindowOpened opened -> opened(opened);
            case WindowClosing announced when announced.window() > newestClosed -> closing.add(announced.window());
            case WindowClosed closed -> closed(closed);
            case GradientArrived a -> arrived(a);
            case GradientRejected r -> arrived(r.window(), PeerArrival.rejected(r.uid(), r.hotkey(), r.reason()));
            case WindowVerdict verdict -> verdict(verdict);
            case Event _ -> {}
        }
    }

    private void opened(WindowOpened opened) {
        if (newestOpened != null && opened.window() <= newestOpened.window()) {
            return;
        }
        newestOpened = opened;
        open.put(opened.window(), opened);
        opened.roster().forEach(entry -> firstSeen.putIfAbsent(entry.hotkey(), opened.window()));
        opened.drawn().forEach(hotkey -> lastDrawn.put(hotkey, opened.window()));
    }

    private void closed(WindowClosed closed) {
        open.remove(closed.window());
        closing.remove(closed.window());
        newestClosed = Math.max(newestClosed, closed.window());
        arrivals.headMap(newestClosed, true).clear();
        sketches.headMap(newestClosed, true).clear();
        for (var arrival : closed.arrivals()) {
            if (arrival.status() == ArrivalStatus.ARRIVED || arrival.status() == ArrivalStatus.REJECTED) {
                lastUpload.merge(arrival.hotkey(), closed.window(), Math::max);
            }
        }
    }

    private void arrived(GradientArrived a) {
        if (arrived(a.window(), PeerArrival.arrived(a.uid(), a.hotkey(), a.gradient())) && a.sketch() != null) {
            sketches.computeIfAbsent(a.window(), _ -> new HashMap<>())
                    .put(a.hotkey(), new SketchedUpload(a.hotkey(), a.upload().lastModified(), a.sketch()));
        }
    }

    /** Whether it is the first that is heard of this peer in this window. */
    private boolean arrived(long window, PeerArrival arrival) {
        return window > newestClosed
                && arrivals.computeIfAbsent(window, _ -> new HashMap<>()).putIfAbsent(arrival.hotkey(), arrival)
                        == null;
    }

    private void verdict(WindowVerdict verdict) {
        if (verdict.window() > weightsWindow) {
            weightsWindow = verdict.window();
            var shares = new HashMap<String, Double>();
            verdict.weights().forEach(weight -> shares.put(weight.hotkey(), weight.share()));
            weights = Map.copyOf(shares);
        }
    }

    /** Windows that are opened and not closed, oldest first. */
    public synchronized Collection<WindowOpened> openWindows() {
        return List.copyOf(open.values());
    }

    /** Whether it was told that an open window's closing block is there. */
    public synchronized boolean isClosing(long window) {
        return closing.contains(window);
    }

    /** The newest window that was ever opened. */
    public synchronized Optional<WindowOpened> newestOpened() {
        return Optional.ofNullable(newestOpened);
    }

    /** What a peer's upload has become so far; empty while nothing is settled. */
    public synchronized Optional<PeerArrival> arrival(long window, String hotkey) {
        return Optional.ofNullable(arrivals.getOrDefault(window, Map.of()).get(hotkey));
    }

    /** Share of the oldest open window's peers of whose upload is known what became of it; 0 without an open window. */
    public synchronized double settledShare() {
        var oldest = open.firstEntry();
        var roster = oldest == null ? 0 : oldest.getValue().roster().size();
        return roster == 0
                ? 0
                : (double) arrivals.getOrDefault(oldest.getKey(), Map.of()).size() / roster;
    }

    /** Whether a hotkey takes part in a window that is open. */
    public synchronized boolean takesPart(String hotkey) {
        return open.values().stream()
                .flatMap(window -> window.roster().stream())
                .anyMatch(entry -> entry.hotkey().equals(hotkey));
    }

    /** The sketches of a window's arrivals. */
    synchronized List<SketchedUpload> sketches(long window) {
        return List.copyOf(sketches.getOrDefault(window, Map.of()).values());
    }

    /** Last known weight of a peer, 0 without. */
    synchronized double weight(String hotkey) {
        return weights.getOrDefault(hotkey, 0.0);
    }

    /** The last window in which something came from a peer, or in which it was new. */
    synchronized OptionalLong lastSign(String hotkey) {
        var sign = Math.max(firstSeen.getOrDefault(hotkey, NEVER), lastUpload.getOrDefault(hotkey, NEVER));
        return sign == NEVER ? OptionalLong.empty() : OptionalLong.of(sign);
    }

    /** Windows since a peer was last drawn or, never drawn, since it was first seen; at least 1. */
    synchronized long windowsSinceDrawn(String hotkey, long window) {
        var last = lastDrawn.getOrDefault(hotkey, firstSeen.getOrDefault(hotkey, window) - 1);
        return Math.max(1, window - last);
    }
}

package io.assay.evaluation.core;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest windows whose closing block is known, and whose gradients may come; for any thread. */
public final class ClosingWindows {
    private static final int KEPT = 8;

    private final int netuid;
    private final TreeMap<Long, Known> windows = new TreeMap<>();

    /** None of a subnet's windows known yet. */
    public ClosingWindows(int netuid) {
        this.netuid = netuid;
    }

    /**
     * A window whose draws are known.
     *
     * @param uids of the peers that are measured, or may be: drawn, and arrived where that is known; by uid
     */
    public record Closing(long window, String closingBlockHash, List<Integer> uids) {
        public Closing {
            uids = List.copyOf(uids);
        }
    }

    private record Known(
            @Nullable WindowOpened opened,
            @Nullable WindowClosing closing,
            @Nullable WindowClosed closed) {
        static final Known NOTHING = new Known(null, null, null);

        Optional<Closing> told(long window) {
            var hash = closed != null ? closed.closingBlockHash() : closing != null ? closing.closingBlockHash() : null;
            return Optional.ofNullable(hash)
                    .map(known -> new Closing(window, known, uids().sorted().toList()));
        }

        private Stream<Integer> uids() {
            if (opened == null) {
                return Stream.empty();
            }
            var drawn = new HashSet<>(opened.drawn());
            return closed == null
                    ? opened.roster().stream()
                            .filter(entry -> drawn.contains(entry.hotkey()))
                            .map(RosterEntry::uid)
                    : closed.arrivals().stream()
                            .filter(arrival -> drawn.contains(arrival.hotkey()))
                            .filter(arrival -> arrival.status() == ArrivalStatus.ARRIVED)
                            .map(PeerArrival::uid);
        }
    }

    /** Learns from an event; other subnets' say nothing. */
    public synchronized void note(Event event) {
        if (event.netuid() != netuid) {
            return;
        }
        if (event instanceof WindowOpened opened) {
            var before = known(opened);
            windows.put(opened.window(), new Known(opened, before.closing(), before.closed()));
        } else if (event instanceof WindowClosing closing) {
            var before = known(closing);
            windows.put(closing.window(), new Known(before.opened(), closing, before.closed()));
        } else if (event instanceof WindowClosed closed) {
            var before = known(closed);
            windows.put(closed.window(), new Known(before.opened(), before.closing(), closed));
        }
        while (windows.size() > KEPT) {
            windows.pollFirstEntry();
        }
    }

    /** What is known of a window; absent before its closing block, and for windows long past. */
    public synchronized Optional<Closing> of(long window) {
        return windows.getOrDefault(window, Known.NOTHING).told(window);
    }

    /** The newest window whose closing block is known, or -1. */
    public synchronized long newest() {
        return windows.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue().told(entry.getKey()).isPresent())
                .findFirst()
                .map(entry -> entry.getKey())
                .orElse(-1L);
    }

    private Known known(Event event) {
        return windows.getOrDefault(event.window(), Known.NOTHING);
    }
}

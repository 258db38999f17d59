package io.assay.rating.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The newest settled windows of each subnet rated here, by window; one thread adds, any thread reads. */
public final class RecentVerdicts {
    private final Map<Integer, NavigableMap<Long, SettledWindow>> subnets;
    private final int most;

    /**
     * Nothing yet.
     *
     * @param netuids whose verdicts are kept
     * @param most windows kept of each
     */
    public RecentVerdicts(Collection<Integer> netuids, int most) {
        this.subnets =
                netuids.stream().collect(Collectors.toMap(Function.identity(), _ -> new ConcurrentSkipListMap<>()));
        this.most = most;
    }

    /** Keeps a window and forgets the oldest beyond the limit; false when it is known or another subnet's. */
    public boolean add(SettledWindow settled) {
        var windows = subnets.get(settled.netuid());
        if (windows == null || windows.putIfAbsent(settled.window(), settled) != null) {
            return false;
        }
        while (windows.size() > most) {
            windows.pollFirstEntry();
        }
        return true;
    }

    /** The newest window. */
    public Optional<SettledWindow> newest(int netuid) {
        return value(windows(netuid).lastEntry());
    }

    /** The oldest window that is kept. */
    public Optional<SettledWindow> oldest(int netuid) {
        return value(windows(netuid).firstEntry());
    }

    /** A window, if it is kept. */
    public Optional<SettledWindow> find(int netuid, long window) {
        return Optional.ofNullable(windows(netuid).get(window));
    }

    /** The first kept window after a window. */
    public Optional<SettledWindow> after(int netuid, long window) {
        return value(windows(netuid).higherEntry(window));
    }

    /** Kept windows before a window, newest first. */
    public List<SettledWindow> before(int netuid, long window, int limit) {
        return windows(netuid).headMap(window, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    /** Subnets of which there is no window yet. */
    List<Integer> withoutAny() {
        return subnets.keySet().stream()
                .filter(netuid -> windows(netuid).isEmpty())
                .toList();
    }

    private NavigableMap<Long, SettledWindow> windows(int netuid) {
        var windows = subnets.get(netuid);
        if (windows == null) {
            throw new IllegalArgumentException("netuid is " + netuid + ", allowed: one of " + subnets.keySet());
        }
        return windows;
    }

    private static Optional<SettledWindow> value(Map.@Nullable Entry<Long, SettledWindow> entry) {
        return Optional.ofNullable(entry).map(Map.Entry::getValue);
    }
}

package io.assay.rating.web;

import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.rating.record.SettledWindow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A peer, window by window.
 *
 * @param entries newest first; windows in which nothing was known of the peer have none
 * @param nextBefore the {@code before} that continues; absent when the record has nothing older
 */
record PeerHistory(
        int netuid,
        String hotkey,
        List<Entry> entries,
        @Nullable Long nextBefore) {
    /**
     * A window.
     *
     * @param ordinal μ − 3σ; absent like the standing
     * @param standing after the window; absent when the window ended it
     * @param changes of this peer, in the order applied
     */
    record Entry(
            long window,
            @Nullable Double ordinal,
            @Nullable Standing standing,
            List<StandingChange> changes,
            String verdictHash) {}

    /** A window that was looked at, whether it knows the peer or not. */
    record Looked(long window, boolean first, @Nullable Entry entry) {
        static Looked at(SettledWindow settled, String hotkey) {
            var standing = settled.standing(hotkey).orElse(null);
            var changes = settled.changes(hotkey);
            var ordinal = standing == null ? null : (Double) standing.ordinal();
            var entry = standing == null && changes.isEmpty()
                    ? null
                    : new Entry(settled.window(), ordinal, standing, changes, settled.verdictHash());
            return new Looked(settled.window(), settled.previousVerdictHash() == null, entry);
        }
    }

    static PeerHistory of(int netuid, String hotkey, List<Looked> windows) {
        var last = windows.isEmpty() ? null : windows.getLast();
        return new PeerHistory(
                netuid,
                hotkey,
                windows.stream().map(Looked::entry).filter(Objects::nonNull).toList(),
                last == null || last.first() ? null : (Long) last.window());
    }
}

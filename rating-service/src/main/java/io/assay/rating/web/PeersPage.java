package io.assay.rating.web;

import io.assay.protocol.event.Standing;
import io.assay.rating.record.SettledWindow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of the peers as the newest verdict left them.
 *
 * @param window the window after which they stand so; absent before the first verdict
 * @param verdictHash of the verdict that says so; absent before the first verdict
 * @param page from 0
 * @param size peers a page
 * @param total peers there are
 */
record PeersPage(
        int netuid,
        @Nullable Long window,
        @Nullable String verdictHash,
        int page,
        int size,
        int total,
        List<Peer> peers) {
    /**
     * A peer.
     *
     * @param ordinal μ − 3σ
     */
    record Peer(double ordinal, Standing standing) {
        static Peer of(Standing standing) {
            return new Peer(standing.ordinal(), standing);
        }
    }

    static PeersPage of(
            int netuid, Optional<SettledWindow> newest, PeerSort sort, PeerSort.Order order, int page, int size) {
        var standings = newest.map(SettledWindow::standings).orElse(List.of());
        return new PeersPage(
                netuid,
                newest.map(SettledWindow::window).orElse(null),
                newest.map(SettledWindow::verdictHash).orElse(null),
                page,
                size,
                standings.size(),
                standings.stream()
                        .sorted(sort.comparator(order))
                        .skip((long) page * size)
                        .limit(size)
                        .map(Peer::of)
                        .toList());
    }
}

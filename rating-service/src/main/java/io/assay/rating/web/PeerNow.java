package io.assay.rating.web;

import io.assay.protocol.event.Standing;
import io.assay.rating.record.SettledWindow;

/**
 * A peer as the newest verdict left it.
 *
 * @param window the window after which it stands so
 * @param verdictHash of the verdict that says so
 * @param ordinal μ − 3σ
 */
record PeerNow(int netuid, long window, String verdictHash, double ordinal, Standing standing) {
    static PeerNow of(SettledWindow settled, Standing standing) {
        return new PeerNow(settled.netuid(), settled.window(), settled.verdictHash(), standing.ordinal(), standing);
    }
}

package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * A peer's newest standing; the topic is compacted by peer.
 *
 * @param window the window after which it stands so
 * @param verdictHash of the verdict that says so
 */
public record PeerStanding(int netuid, long window, Standing standing, String verdictHash) implements Event {
    public PeerStanding {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.present("standing", standing);
        Checks.sha256("verdictHash", verdictHash);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this, standing.hotkey(), "standing");
    }

    @Override
    public String partitionKey() {
        return netuid() + ":" + standing.hotkey();
    }
}

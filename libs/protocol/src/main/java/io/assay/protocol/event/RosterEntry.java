package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * A miner registered on the subnet when the window opened.
 *
 * @param uid the slot, recycled by the chain: never a key of state
 * @param hotkey SS58 address, the peer's identity
 * @param active whether it has uploaded, or was new, within {@code recent_windows}
 */
public record RosterEntry(int uid, String hotkey, boolean active) {
    public RosterEntry {
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
    }
}

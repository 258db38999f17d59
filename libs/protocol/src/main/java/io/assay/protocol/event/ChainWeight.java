package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * A weight as the chain takes it.
 *
 * @param hotkey behind the uid when the weights were planned
 * @param value 1 to 65,535, relative to the largest
 */
public record ChainWeight(int uid, String hotkey, int value) {
    public ChainWeight {
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.within("value", value, 1, 0xFFFF);
    }
}

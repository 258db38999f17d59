package io.assay.gradient;

import io.assay.protocol.Checks;

/**
 * What a gradient's metadata must say.
 *
 * @param window the window it was uploaded in
 * @param uid of the bucket's owner
 * @param hotkey of the bucket's owner
 */
public record Expectation(long window, int uid, String hotkey) {
    public Expectation {
        Checks.notNegative("window", window);
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
    }
}

package io.assay.protocol.event;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * An upload was refused.
 *
 * @param detail a sentence that the miner can act on
 * @param upload what was in the bucket, as far as it could be seen
 */
public record GradientRejected(
        int netuid,
        long window,
        int uid,
        String hotkey,
        RejectReason reason,
        String detail,
        @Nullable Upload upload) implements Event {
    public GradientRejected {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.present("reason", reason);
        Checks.text("detail", detail, 1000);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this, hotkey, "arrival");
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + hotkey;
    }
}

package io.assay.protocol.event;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a verdict were given up.
 *
 * @param extrinsicHash absent when nothing was sent
 * @param error the name the chain, or a check before sending, gives it
 * @param detail a sentence for the operator
 */
public record WeightsFailed(
        int netuid, long window, @Nullable String extrinsicHash, String error, String detail) implements Event {
    public WeightsFailed {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        if (extrinsicHash != null) {
            Checks.text("extrinsicHash", extrinsicHash, 66);
        }
        Checks.text("error", error, 100);
        Checks.text("detail", detail, 1000);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this) + "/" + (extrinsicHash == null ? "" : extrinsicHash + "/") + error;
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + window;
    }
}

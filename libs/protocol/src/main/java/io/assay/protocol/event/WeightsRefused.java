package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * The pool of the chain's node does not take the extrinsic; it is not sent again. Until its era is over it may still come
 * into a block, if it was handed over before.
 *
 * @param extrinsicHash names the transaction on the chain
 * @param error the name the chain gives the refusal
 * @param detail a sentence for the operator
 */
public record WeightsRefused(int netuid, long window, String extrinsicHash, String error, String detail)
        implements Event {
    public WeightsRefused {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.text("extrinsicHash", extrinsicHash, 66);
        Checks.text("error", error, 100);
        Checks.text("detail", detail, 1000);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this) + "/" + extrinsicHash + "/" + error;
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + window;
    }
}

package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * The extrinsic has no effect and never will: the same weights need another one.
 *
 * @param extrinsicHash names the transaction on the chain
 * @param reason {@code Expired} when its era is over, {@code Usurped} when another extrinsic took its nonce, else the name
 *     of the error with which the chain refused it
 */
public record WeightsExpired(int netuid, long window, String extrinsicHash, String reason) implements Event {
    public WeightsExpired {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.text("extrinsicHash", extrinsicHash, 66);
        Checks.text("reason", reason, 100);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this) + "/" + extrinsicHash + "/" + reason;
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + window;
    }
}

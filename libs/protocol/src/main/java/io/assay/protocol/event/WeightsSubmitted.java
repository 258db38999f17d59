package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * The chain's node took the transaction into its pool.
 *
 * @param extrinsicHash names the transaction on the chain
 * @param attempt from 1
 */
public record WeightsSubmitted(int netuid, long window, String extrinsicHash, int attempt) implements Event {
    public WeightsSubmitted {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.text("extrinsicHash", extrinsicHash, 66);
        Checks.within("attempt", attempt, 1, Integer.MAX_VALUE);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this) + "/" + extrinsicHash + "/" + attempt;
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + window;
    }
}

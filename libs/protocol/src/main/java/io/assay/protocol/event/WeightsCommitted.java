package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * The hash of the weights stands in a finalized block; the weights themselves are revealed later.
 *
 * @param extrinsicHash names the transaction on the chain
 * @param block the block that holds the commit
 */
public record WeightsCommitted(int netuid, long window, String extrinsicHash, long block) implements Event {
    public WeightsCommitted {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.text("extrinsicHash", extrinsicHash, 66);
        Checks.notNegative("block", block);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this) + "/" + extrinsicHash + "/" + block;
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + window;
    }
}

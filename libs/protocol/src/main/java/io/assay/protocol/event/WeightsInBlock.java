package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * The extrinsic stands in a block that is not yet final, and may never be.
 *
 * @param extrinsicHash names the transaction on the chain
 * @param block the block that holds it
 */
public record WeightsInBlock(int netuid, long window, String extrinsicHash, long block) implements Event {
    public WeightsInBlock {
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

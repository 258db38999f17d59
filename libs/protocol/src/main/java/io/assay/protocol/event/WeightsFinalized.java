package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * The weights stand in a finalized block.
 *
 * @param extrinsicHash names the transaction on the chain
 * @param block the block that holds the transaction
 */
public record WeightsFinalized(int netuid, long window, String extrinsicHash, long block) implements Event {
    public WeightsFinalized {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.text("extrinsicHash", extrinsicHash, 66);
        Checks.notNegative("block", block);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this) + "/" + extrinsicHash;
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + window;
    }
}

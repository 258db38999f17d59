package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict's weights are about to be sent; recorded before they are, so that a crash can be sorted out by asking the chain.
 *
 * @param verdictHash of the verdict whose weights they are
 * @param validatorHotkey who signs
 * @param nonce of the signer, so that the same plan can be accepted once only
 * @param extrinsicHash names the transaction on the chain
 * @param weights by uid; zeros are left out
 * @param plannedAtBlock newest finalized block when it was planned
 * @param extrinsic what is sent, byte for byte; absent only in records older than this field
 */
public record WeightsPlanned(
        int netuid,
        long window,
        String verdictHash,
        String validatorHotkey,
        long nonce,
        String extrinsicHash,
        List<ChainWeight> weights,
        long plannedAtBlock,
        @Nullable PlannedExtrinsic extrinsic)
        implements Event {
    public WeightsPlanned {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.sha256("verdictHash", verdictHash);
        Checks.hotkey("validatorHotkey", validatorHotkey);
        Checks.notNegative("nonce", nonce);
        Checks.text("extrinsicHash", extrinsicHash, 66);
        weights = Checks.copy("weights", weights);
        Checks.notNegative("plannedAtBlock", plannedAtBlock);
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

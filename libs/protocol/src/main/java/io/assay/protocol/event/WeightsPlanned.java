package io.assay.protocol.event;

import io.assay.protocol.Checks;
import io.assay.protocol.event.WeightsCall.BatchSetWeights;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict's weights are about to be sent; recorded before they are, so that a crash can be sorted out by asking the chain.
 * When those of several subnets go in one extrinsic, this one event plans all of them: it is the first item's, and
 * {@link #of} has each.
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
        if (extrinsic != null && extrinsic.call() instanceof BatchSetWeights batch) {
            Checks.present("item of netuid " + netuid, batch.item(netuid).orElse(null));
        }
    }

    /** The plan of one subnet's weights; empty when it has none of them. */
    public Optional<WeightsPlanned> of(int subnet) {
        if (extrinsic != null && extrinsic.call() instanceof BatchSetWeights batch) {
            return batch.item(subnet).map(this::of);
        }
        return subnet == netuid ? Optional.of(this) : Optional.empty();
    }

    private WeightsPlanned of(BatchSetWeights.Item item) {
        return new WeightsPlanned(
                item.netuid(),
                item.window(),
                item.verdictHash(),
                validatorHotkey,
                nonce,
                extrinsicHash,
                item.weights(),
                plannedAtBlock,
                extrinsic);
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

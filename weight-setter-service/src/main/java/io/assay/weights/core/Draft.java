package io.assay.weights.core;

import io.assay.protocol.event.ChainWeight;
import java.util.List;

/**
 * A proposal as the chain would get it.
 *
 * @param weights quantised, by rising uid, without uids that changed hands
 * @param extrinsicHash of the call with the chain's next nonce
 */
public record Draft(Proposal proposal, ChainFacts facts, List<ChainWeight> weights, String extrinsicHash) {
    public Draft {
        weights = List.copyOf(weights);
    }
}

package io.assay.weights.core;

import io.assay.protocol.event.ChainWeight;
import java.util.List;

/**
 * A proposal as the chain would get it.
 *
 * @param weights quantised, by rising uid, without uids that changed hands
 * @param versionKey that would be sent
 * @param unrevealed our commits that the chain has not revealed, as far as they count for its limit
 */
public record Draft(Proposal proposal, ChainFacts facts, List<ChainWeight> weights, long versionKey, int unrevealed) {
    public Draft {
        weights = List.copyOf(weights);
    }
}

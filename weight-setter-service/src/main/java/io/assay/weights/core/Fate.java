package io.assay.weights.core;

import io.assay.protocol.event.WeightsCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the chain says of an extrinsic. */
public sealed interface Fate {
    /** Not in a block, not in the pool; it may still come into a block. */
    record Unknown() implements Fate {}

    /** In the pool. */
    record Pending() implements Fate {}

    /** In a block that is not final. */
    record InBlock(long block) implements Fate {}

    /**
     * Executed in a finalized block.
     *
     * @param itemErrors names of the errors of a batch's failed items, in the batch's order
     * @param weightsSet subnets on which it set weights
     */
    record Succeeded(long block, List<String> itemErrors, Set<Integer> weightsSet) implements Fate {
        public Succeeded {
            itemErrors = List.copyOf(itemErrors);
            weightsSet = Set.copyOf(weightsSet);
        }

        /** Why it brought a plan's weights not to the chain all the same; empty when it did. */
        Optional<String> errorOf(Plan plan) {
            return plan.call() instanceof WeightsCall.BatchSetWeights batch
                    ? errorOf(plan.netuid(), batch)
                    : itemErrors.stream().findFirst();
        }

        private Optional<String> errorOf(int netuid, WeightsCall.BatchSetWeights batch) {
            var failed = batch.items().stream()
                    .map(WeightsCall.BatchSetWeights.Item::netuid)
                    .filter(subnet -> !weightsSet.contains(subnet))
                    .toList();
            var place = failed.indexOf(netuid);
            if (place < 0) {
                return Optional.empty();
            }
            // Fewer errors than failed items would be a runtime that does not name each.
            return Optional.of(failed.size() == itemErrors.size() ? itemErrors.get(place) : "BatchWeightItemFailed");
        }
    }

    /** In a finalized block without effect. */
    record Failed(long block, String errorName) implements Fate {}

    /** Not executed, and never to be: its era is over. */
    record Expired() implements Fate {}

    /** Not executed, and never to be: another extrinsic has its nonce. */
    record Usurped() implements Fate {}

    /** Long over, but the node can no longer tell how it ended. */
    record Unreadable(String why) implements Fate {}
}

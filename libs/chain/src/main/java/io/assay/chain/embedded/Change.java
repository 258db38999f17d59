package io.assay.chain.embedded;

import io.assay.chain.WeightTarget;
import java.util.List;

/** What an extrinsic that was allowed does to the chain. */
sealed interface Change {
    int netuid();

    record WeightsSet(int netuid, int uid, List<WeightTarget> weights) implements Change {
        public WeightsSet {
            weights = List.copyOf(weights);
        }
    }

    record Committed(int netuid, String hotkey, String info) implements Change {}

    record Registered(int netuid, int uid, String hotkey) implements Change {}
}

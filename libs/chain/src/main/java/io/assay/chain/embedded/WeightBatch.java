package io.assay.chain.embedded;

import io.assay.chain.Call.BatchSetWeights;
import io.assay.chain.Call.SetWeights;
import java.util.ArrayList;

/** Weights for several subnets in one call (subtensor, {@code do_batch_set_weights}). */
final class WeightBatch {
    private WeightBatch() {}

    /** Each item by its own rules, on what those before it have done; what fails is told at the end. */
    static Decision decide(ChainState before, String signer, BatchSetWeights batch) {
        var state = before;
        var changes = new ArrayList<Change>();
        var events = new ArrayList<ChainEvent>();
        var failures = new ArrayList<ChainEvent>();
        for (var i = 0; i < batch.netuids().size(); i++) {
            var netuid = batch.netuids().get(i);
            var item = SetWeights.of(
                    netuid, batch.weights().get(i), batch.versionKeys().get(i));
            switch (Rules.setWeights(state, signer, item)) {
                case Decision.Allowed(var done, var raised) -> {
                    state = state.with(done);
                    changes.addAll(done);
                    events.addAll(raised);
                }
                case Decision.Refused(var error) -> failures.add(Events.batchWeightItemFailed(netuid, error));
            }
        }
        if (!failures.isEmpty()) {
            events.add(Events.batchWeightsCompletedWithErrors());
        }
        events.addAll(failures);
        events.add(Events.batchWeightsCompleted(batch.netuids(), signer));
        return new Decision.Allowed(changes, events);
    }
}

package io.assay.chain.embedded;

import java.time.Instant;
import java.util.List;

/**
 * A block before it is executed.
 *
 * @param candidates for the block, in their order; those that cannot be executed do not get into it
 */
record Draft(long number, Instant timestamp, List<Pulse> pulses, List<CheckedExtrinsic> candidates) {
    Draft {
        pulses = List.copyOf(pulses);
        candidates = List.copyOf(candidates);
    }
}

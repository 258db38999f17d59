package io.assay.chain.embedded;

import io.assay.chain.WeightTarget;
import java.util.List;

/** What a call that was allowed does to a subnet. */
sealed interface Change {
    int netuid();

    /** A neuron's weights are these from now on. */
    record WeightsSet(int netuid, int uid, List<WeightTarget> weights) implements Change {
        public WeightsSet {
            weights = List.copyOf(weights);
        }
    }

    /** A neuron did in this block what the rate limit counts from. */
    record Updated(int netuid, int uid) implements Change {}

    /** These are all of a hotkey's hash commits that it has not revealed. */
    record HashCommitsLeft(int netuid, String hotkey, List<WeightCommits.Hashed> commits) implements Change {
        public HashCommitsLeft {
            commits = List.copyOf(commits);
        }
    }

    /** A time-locked commit joins those of its epoch. */
    record Timelocked(int netuid, long epoch, WeightCommits.Timelocked commit) implements Change {}

    /** A hotkey's commitment is this one from now on. */
    record Committed(int netuid, String hotkey, Commitment commitment) implements Change {}

    /** A hotkey has this slot from now on. */
    record Registered(int netuid, int uid, String hotkey) implements Change {}
}

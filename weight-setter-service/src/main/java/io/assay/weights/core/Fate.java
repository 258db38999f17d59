package io.assay.weights.core;

import java.util.List;

/** What the chain says of an extrinsic. */
public sealed interface Fate {
    /** Not in a block, not in the pool; it may still come into a block. */
    record Unknown() implements Fate {}

    /** In the pool. */
    record Pending() implements Fate {}

    /** In a block that is not final. */
    record InBlock(long block) implements Fate {}

    /** Executed in a finalized block. */
    record Succeeded(long block, List<String> itemErrors) implements Fate {
        public Succeeded {
            itemErrors = List.copyOf(itemErrors);
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

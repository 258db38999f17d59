package io.assay.weights.core;

/** What the chain says of an extrinsic. */
public sealed interface Fate {
    /** Not in a block, not in the pool. */
    record Unknown() implements Fate {}

    /** In the pool. */
    record Pending() implements Fate {}

    /** Executed. */
    record Succeeded(long block) implements Fate {}

    /** In a block without effect. */
    record Failed(long block, String errorName) implements Fate {}
}

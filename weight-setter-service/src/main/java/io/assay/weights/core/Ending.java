package io.assay.weights.core;

import org.jspecify.annotations.Nullable;

/** What became of a verdict's weights in the end. */
public sealed interface Ending {
    /** The chain has taken them, in a finalized block. */
    record Finalized(String extrinsicHash, long block) implements Ending {}

    /**
     * Given up.
     *
     * @param extrinsicHash absent when nothing was sent
     */
    record Failed(@Nullable String extrinsicHash, String error, String detail) implements Ending {}
}

package io.assay.weights.core;

import org.jspecify.annotations.Nullable;

/** How far a verdict's weights have come. */
public sealed interface Phase {
    /** Whether nothing more is to be done. */
    default boolean isOver() {
        return switch (this) {
            case Planned _, Submitted _ -> false;
            case Finalized _, Failed _ -> true;
        };
    }

    /** Recorded; whether it was sent is for the chain to say. */
    record Planned() implements Phase {}

    /**
     * In the pool of the chain's node when last seen.
     *
     * @param attempt from 1, of all plans of the window together
     */
    record Submitted(String extrinsicHash, int attempt) implements Phase {}

    /** In a finalized block. */
    record Finalized(String extrinsicHash, long block) implements Phase {}

    /** Given up. */
    record Failed(@Nullable String extrinsicHash, String error, String detail) implements Phase {}
}

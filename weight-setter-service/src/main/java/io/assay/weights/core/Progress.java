package io.assay.weights.core;

/** How far an extrinsic has come, as the record tells it. Whether that is still so is for the chain to say. */
public sealed interface Progress {
    /** Recorded; whether it was sent is not known. */
    record Planned() implements Progress {}

    /** Not taken by the pool of the chain's node, and not sent again. */
    record Refused(String error, String detail) implements Progress {}

    /** In the pool of the chain's node when last seen. */
    record Submitted() implements Progress {}

    /** In a block that was not final when last seen. */
    record InBlock(long block) implements Progress {}

    /** Without effect, now and for ever. */
    record Expired(String reason) implements Progress {}
}

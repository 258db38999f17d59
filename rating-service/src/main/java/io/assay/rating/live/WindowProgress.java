package io.assay.rating.live;

import io.assay.protocol.event.RejectReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a window has come.
 *
 * @param openedAtBlock the window's first block; absent like {@code openedAt} when its beginning was not seen
 * @param openedAt that block's time
 * @param closedAt the closing block's time; absent until all uploads are judged
 * @param roster registered miners
 * @param drawn of which are to be evaluated
 * @param arrived gradients that were pinned
 * @param rejected uploads that were refused
 * @param evaluated gradients that were measured
 * @param failed gradients that could not be
 * @param refusals the first of those refused, {@value #MOST_REFUSALS} at most
 */
public record WindowProgress(
        long window,
        @Nullable Long openedAtBlock,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        int roster,
        int drawn,
        int arrived,
        int rejected,
        int evaluated,
        int failed,
        List<Refusal> refusals) {
    /** Most refusals that are told of a window. */
    public static final int MOST_REFUSALS = 32;

    /**
     * An upload that was refused.
     *
     * @param detail the sentence for the miner
     */
    public record Refusal(int uid, String hotkey, RejectReason reason, String detail) {}
}

package io.assay.localnet.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a window's weights.
 *
 * @param outcome planned, submitted, in_block, expired, committed, finalized, or the error's name
 * @param block that holds them, when they are finalized
 * @param weights value by uid
 */
public record SubmissionRecord(
        long window, String outcome, @Nullable Long block, Map<Integer, Integer> weights) {
    SubmissionRecord became(String newOutcome, @Nullable Long atBlock) {
        return new SubmissionRecord(window, newOutcome, atBlock, weights);
    }
}

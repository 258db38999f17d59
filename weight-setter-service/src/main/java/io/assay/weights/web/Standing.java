package io.assay.weights.web;

import io.assay.weights.core.Attempt;
import io.assay.weights.core.Ending;
import io.assay.weights.core.Progress;
import io.assay.weights.core.Submission;
import org.jspecify.annotations.Nullable;

/** How far a verdict's weights have come, in the words of the API ({@link SubmissionView}). */
record Standing(
        String state,
        @Nullable String extrinsicHash,
        @Nullable Long block,
        @Nullable String error,
        @Nullable String detail) {
    static Standing of(Submission submission) {
        return switch (submission.ending()) {
            case Ending.Finalized(var hash, var block) -> new Standing("finalized", hash, block, null, null);
            case Ending.Failed(var hash, var error, var detail) -> new Standing("failed", hash, null, error, detail);
            case null -> open(submission);
        };
    }

    private static Standing open(Submission submission) {
        var committed = submission.committed();
        return committed != null && submission.awaitsReveal()
                ? new Standing("committed", committed.extrinsicHash(), committed.block(), null, null)
                : submission
                        .current()
                        .or(() -> submission.attempts().reversed().stream().findFirst())
                        .map(Standing::of)
                        .orElseGet(() -> new Standing("planned", null, null, null, null));
    }

    private static Standing of(Attempt attempt) {
        var hash = attempt.extrinsicHash();
        return switch (attempt.progress()) {
            case Progress.Planned _ -> new Standing("planned", hash, null, null, null);
            case Progress.Refused(var error, var detail) -> new Standing("refused", hash, null, error, detail);
            case Progress.Submitted _ -> new Standing("submitted", hash, null, null, null);
            case Progress.InBlock(var block) -> new Standing("in_block", hash, block, null, null);
            case Progress.Expired(var reason) -> new Standing("expired", hash, null, reason, null);
        };
    }
}

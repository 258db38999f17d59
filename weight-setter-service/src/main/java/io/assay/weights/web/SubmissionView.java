package io.assay.weights.web;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.core.Phase;
import io.assay.weights.core.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict's weights as the API shows them.
 *
 * @param state {@code planned}, {@code submitted}, {@code finalized} or {@code failed}
 * @param verdictHash absent when nothing was planned, like all up to {@code plannedAtBlock}
 * @param extrinsicHash the one that counts: accepted, failed, or planned last
 * @param attempts times that the chain's node is known to have taken it
 * @param block that holds the extrinsic, when finalized
 * @param error name of the reason, when failed
 * @param detail a sentence, when failed
 */
record SubmissionView(
        int netuid,
        long window,
        String state,
        @Nullable String verdictHash,
        @Nullable String validatorHotkey,
        @Nullable Long nonce,
        List<ChainWeight> weights,
        @Nullable Long plannedAtBlock,
        @Nullable String extrinsicHash,
        int attempts,
        @Nullable Long block,
        @Nullable String error,
        @Nullable String detail) {

    static SubmissionView of(Submission submission) {
        var plan = shown(submission);
        return switch (submission.phase()) {
            case Phase.Planned _ -> view(submission, plan, "planned", hash(plan), null, null, null);
            case Phase.Submitted s -> view(submission, plan, "submitted", s.extrinsicHash(), null, null, null);
            case Phase.Finalized f -> view(submission, plan, "finalized", f.extrinsicHash(), f.block(), null, null);
            case Phase.Failed f -> view(submission, plan, "failed", f.extrinsicHash(), null, f.error(), f.detail());
        };
    }

    /** Of several plans the one that the chain took, else the last. */
    private static @Nullable WeightsPlanned shown(Submission submission) {
        var last = submission.plan().orElse(null);
        return submission.phase() instanceof Phase.Finalized accepted
                ? submission.plans().stream()
                        .filter(plan -> plan.extrinsicHash().equals(accepted.extrinsicHash()))
                        .findFirst()
                        .orElse(last)
                : last;
    }

    private static @Nullable String hash(@Nullable WeightsPlanned plan) {
        return plan == null ? null : plan.extrinsicHash();
    }

    private static SubmissionView view(
            Submission submission,
            @Nullable WeightsPlanned plan,
            String state,
            @Nullable String extrinsicHash,
            @Nullable Long block,
            @Nullable String error,
            @Nullable String detail) {
        return new SubmissionView(
                submission.netuid(),
                submission.window(),
                state,
                plan == null ? null : plan.verdictHash(),
                plan == null ? null : plan.validatorHotkey(),
                plan == null ? null : plan.nonce(),
                plan == null ? List.of() : plan.weights(),
                plan == null ? null : plan.plannedAtBlock(),
                extrinsicHash,
                submission.attempts(),
                block,
                error,
                detail);
    }
}

package io.assay.weights.web;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.core.Attempt;
import io.assay.weights.core.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict's weights as the API shows them.
 *
 * @param state {@code planned}, {@code refused}, {@code submitted}, {@code in_block}, {@code expired}, {@code committed},
 *     {@code finalized} or {@code failed}
 * @param verdictHash absent when nothing was planned, like all up to {@code extrinsicHash}
 * @param call name of the chain's call
 * @param revealRound of the beacon, when the weights were encrypted
 * @param birth first block that the extrinsic can be in
 * @param death first block that it can no longer be in
 * @param extrinsicHash the one that counts: accepted, failed, or planned last
 * @param attempts times that the chain's node is known to have taken it
 * @param block that holds the extrinsic, when in a block or finalized, or that holds the commit
 * @param error name of the reason, when failed, refused or expired
 * @param detail a sentence, when failed or refused
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
        @Nullable String call,
        @Nullable Long revealRound,
        @Nullable Long birth,
        @Nullable Long death,
        @Nullable String extrinsicHash,
        int attempts,
        @Nullable Long block,
        @Nullable String error,
        @Nullable String detail) {

    static SubmissionView of(Submission submission) {
        var standing = Standing.of(submission);
        var event = shown(submission, standing.extrinsicHash());
        var extrinsic = event == null ? null : event.extrinsic();
        return new SubmissionView(
                submission.netuid(),
                submission.window(),
                standing.state(),
                event == null ? null : event.verdictHash(),
                event == null ? null : event.validatorHotkey(),
                event == null ? null : event.nonce(),
                event == null ? List.of() : event.weights(),
                event == null ? null : event.plannedAtBlock(),
                extrinsic == null ? null : extrinsic.call().name(),
                extrinsic == null ? null : round(extrinsic.call()),
                extrinsic == null ? null : extrinsic.birth(),
                extrinsic == null ? null : extrinsic.death(),
                standing.extrinsicHash(),
                submission.taken(),
                standing.block(),
                standing.error(),
                standing.detail());
    }

    /** The plan that counts, else the last. */
    private static @Nullable WeightsPlanned shown(Submission submission, @Nullable String extrinsicHash) {
        var attempts = submission.attempts();
        return attempts.stream()
                .filter(attempt -> attempt.extrinsicHash().equals(extrinsicHash))
                .findFirst()
                .or(() -> attempts.reversed().stream().findFirst())
                .map(Attempt::event)
                .orElse(null);
    }

    private static @Nullable Long round(WeightsCall call) {
        return call instanceof WeightsCall.CommitTimelockedWeights commit ? commit.revealRound() : null;
    }
}

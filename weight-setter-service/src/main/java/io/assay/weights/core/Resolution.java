package io.assay.weights.core;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;

/**
 * Decides how to go on with planned weights, whether they were recorded a moment ago or before a crash: the chain is
 * asked first in either case.
 *
 * <p>That one verdict is accepted at most once rests on this. Nothing is sent but the bytes of the first recorded
 * extrinsic that is live. It ceases to be live by what finalized blocks say alone: it failed in one of them, its era is
 * over without it, or another has its nonce. All three are for ever; what a pool says is not, and ends nothing.
 */
public final class Resolution {
    private final Submission submission;
    private final String signer;

    /**
     * For weights that are under way.
     *
     * @param signer our hotkey
     */
    public Resolution(Submission submission, String signer) {
        this.submission = submission;
        this.signer = signer;
    }

    /** How to go on when no extrinsic is live. */
    public Decision withoutAttempt(boolean overtaken) {
        return submission
                .lastPlan()
                .map(plan -> overtaken
                        ? publish(Failures.superseded(plan))
                        : new Decision.Redraft(Proposal.of(plan.event())))
                .orElseGet(() -> publish(Failures.planLost(submission, null)));
    }

    /** How to go on when the record does not hold the extrinsic that counts. */
    public Decision withoutPlan(String extrinsicHash) {
        return publish(Failures.planLost(submission, extrinsicHash));
    }

    /**
     * How to go on with the extrinsic that counts.
     *
     * @param progress of it, as recorded
     * @param overtaken whether a newer verdict is due
     */
    public Decision decide(Plan plan, Progress progress, Fate fate, boolean overtaken) {
        return switch (fate) {
            case Fate.Unknown _ -> unknown(plan, progress);
            case Fate.Pending _ -> pending(plan, progress);
            case Fate.InBlock(var block) -> inBlock(plan, progress, block);
            case Fate.Succeeded succeeded -> publish(succeeded(plan, succeeded));
            // That a batch failed is one subnet's doing at most, or the batch's own: each goes on alone.
            case Fate.Failed(var block, var error) ->
                publish(plan.isOfBatch() ? expiry(plan, error) : failed(plan, block, error));
            case Fate.Expired _ -> publish(expired(plan, progress, "Expired"));
            case Fate.Usurped _ -> publish(expired(plan, progress, "Usurped"));
            case Fate.Unreadable(var why) ->
                overtaken ? publish(Failures.outcomeUnknown(plan, why)) : new Decision.Wait(why);
        };
    }

    private static Decision unknown(Plan plan, Progress progress) {
        return progress instanceof Progress.Refused(var error, var _)
                ? new Decision.Wait("the pool refused the weights of window " + plan.window() + " (" + error
                        + "): what is next is decided when the chain can no longer take them")
                : new Decision.Send(plan);
    }

    private Decision pending(Plan plan, Progress progress) {
        return switch (progress) {
            case Progress.Planned _, Progress.Refused _, Progress.InBlock _ -> publish(submitted(plan));
            case Progress.Submitted _, Progress.Expired _ ->
                new Decision.Wait("the weights of window " + submission.window() + " wait for a block");
        };
    }

    private Decision inBlock(Plan plan, Progress progress, long block) {
        return progress.equals(new Progress.InBlock(block))
                ? new Decision.Wait("the weights of window " + submission.window() + " are in block " + block
                        + ", which is not final")
                : publish(new WeightsInBlock(
                        submission.netuid(), submission.window(), plan.event().extrinsicHash(), block));
    }

    private Event succeeded(Plan plan, Fate.Succeeded fate) {
        var error = fate.errorOf(plan);
        return error.isPresent() ? failed(plan, fate.block(), error.get()) : accepted(plan, fate);
    }

    private Event accepted(Plan plan, Fate.Succeeded fate) {
        var hash = plan.event().extrinsicHash();
        return plan.call() instanceof WeightsCall.CommitWeights
                ? new WeightsCommitted(submission.netuid(), submission.window(), hash, fate.block())
                : new WeightsFinalized(submission.netuid(), submission.window(), hash, fate.block());
    }

    private Event failed(Plan plan, long block, String error) {
        var tries = submission.ofThisStage().count();
        return Errors.passesInBlock(error) && tries < Errors.MOST_TRIES
                ? expiry(plan, error)
                : Failures.inBlock(plan, block, error);
    }

    private Event expired(Plan plan, Progress progress, String reason) {
        if (progress instanceof Progress.Refused(var error, var detail)) {
            // What one subnet's weights were refused for is no reason to give up the others'.
            return plan.isOfBatch() || (Errors.mayPassWhenSignedAgain(error) && !hasEndedBy(error))
                    ? expiry(plan, error)
                    : Failures.refused(plan, error, detail);
        }
        return plan.isSignedBy(signer) ? expiry(plan, reason) : Failures.signerChanged(plan, signer);
    }

    private boolean hasEndedBy(String error) {
        return submission.ofThisStage().anyMatch(earlier -> earlier.progress().equals(new Progress.Expired(error)));
    }

    private static Event expiry(Plan plan, String reason) {
        var event = plan.event();
        return new WeightsExpired(event.netuid(), event.window(), event.extrinsicHash(), reason);
    }

    /** How to go on after the pool has not taken the extrinsic. */
    public Decision refused(Plan plan, Refusal refusal) {
        return Errors.passesInPool(refusal.errorName())
                ? new Decision.Wait(
                        "the pool refused the weights of window " + plan.window() + ": " + refusal.errorName())
                : publish(new WeightsRefused(
                        submission.netuid(),
                        submission.window(),
                        plan.event().extrinsicHash(),
                        refusal.errorName(),
                        refusal.detail()));
    }

    /** The fact that the node has an extrinsic. */
    public WeightsSubmitted submitted(Plan plan) {
        return new WeightsSubmitted(
                submission.netuid(), submission.window(), plan.event().extrinsicHash(), submission.taken() + 1);
    }

    private static Decision publish(Event event) {
        return new Decision.Publish(event);
    }
}

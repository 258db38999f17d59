package io.assay.weights.core;

import io.assay.protocol.event.WeightsFailed;
import org.jspecify.annotations.Nullable;

/** Weights given up, each with the chain's or our own name for the reason and a sentence with the remedy. */
final class Failures {
    private static final int MAX_NAME = 100;
    private static final int MAX_DETAIL = 1000;

    private Failures() {}

    static WeightsFailed noWeights(Proposal proposal, String why) {
        return unsent(proposal, "NoWeights", why + ": nothing is sent.");
    }

    /** Nothing of the proposal was accepted, and nothing of it is on its way. */
    static WeightsFailed unsent(Proposal proposal, String error, String detail) {
        return new WeightsFailed(proposal.netuid(), proposal.window(), null, error, cut(detail));
    }

    static WeightsFailed inBlock(Plan plan, long block, String error) {
        return sent(plan, error, "The chain refused the weights in block " + block + ". " + Remedies.of(error));
    }

    static WeightsFailed refused(Plan plan, String error, String detail) {
        return sent(plan, error, "The pool refused the weights: " + detail + ". " + Remedies.of(error));
    }

    static WeightsFailed superseded(Plan plan) {
        return sent(
                plan,
                "Superseded",
                "The extrinsic had no effect and a newer verdict is due, which is sent instead. Nothing need be done.");
    }

    static WeightsFailed signerChanged(Plan plan, String signer) {
        return sent(
                plan,
                "SignerChanged",
                "The weights were planned for the hotkey " + plan.event().validatorHotkey()
                        + " and the service now signs as " + signer
                        + ". Nothing need be done: the next due verdict is sent by the new hotkey.");
    }

    static WeightsFailed revealMissed(Plan commit, long last) {
        return sent(
                commit,
                "ExpiredWeightCommit",
                "The committed weights could be revealed up to block " + last + " only. "
                        + Remedies.of("ExpiredWeightCommit"));
    }

    static WeightsFailed outcomeUnknown(Plan plan, String why) {
        return sent(
                plan,
                "OutcomeUnknown",
                "The extrinsic is long over, and the node cannot tell how it ended: " + why
                        + ". It is not sent again. Name a node that keeps its blocks' states in assay.chain.endpoints.");
    }

    static WeightsFailed planLost(Submission submission, @Nullable String extrinsicHash) {
        return new WeightsFailed(
                submission.netuid(),
                submission.window(),
                extrinsicHash,
                "PlanLost",
                "The record does not hold the extrinsic that was planned, so the chain cannot be asked about it. "
                        + "The next due verdict is sent all the same.");
    }

    private static WeightsFailed sent(Plan plan, String error, String detail) {
        var event = plan.event();
        return new WeightsFailed(event.netuid(), event.window(), event.extrinsicHash(), cutName(error), cut(detail));
    }

    static String cutName(String error) {
        return cut(error, MAX_NAME);
    }

    static String cut(String detail) {
        return cut(detail, MAX_DETAIL);
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }
}

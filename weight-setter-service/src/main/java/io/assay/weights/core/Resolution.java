package io.assay.weights.core;

import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.weights.core.Evidence.Refusal;
import io.assay.weights.core.Evidence.Sighting;
import java.util.Optional;
import java.util.Set;

/**
 * Decides how to go on with planned weights, whether they were recorded a moment ago or before a crash: the chain is
 * asked first in either case.
 *
 * <p>That one verdict is accepted at most once rests on this. Two plans with the same nonce exclude each other. A plan
 * with a later nonce is made only when the earlier nonce is gone while all earlier plans are unknown to the chain and
 * the signer's last update is no younger than the first of them: then another extrinsic took that nonce, and the
 * earlier plans are stale for good. The nonce is read before the fates, so that what arrives late is seen as pending.
 */
public final class Resolution {
    /** Refusals that say nothing of the extrinsic itself; the nonce and the fates do. */
    private static final Set<String> PASSING = Set.of("Stale", "Future", "ImmediatelyDropped");

    private Resolution() {}

    /** How to go on. */
    public static Decision decide(Submission submission, Evidence evidence) {
        return seen(submission, evidence).orElseGet(() -> unseen(submission, evidence));
    }

    /** How to go on after the pool has not taken the plan; the evidence is from after that. */
    public static Decision afterRefusal(Submission submission, Evidence evidence, Refusal refusal) {
        var plan = submission.plan();
        if (plan.isEmpty() || PASSING.contains(refusal.errorName())) {
            return seen(submission, evidence)
                    .orElseGet(() -> new Decision.Wait("the pool refused the weights of window " + submission.window()
                            + ": " + refusal.errorName()));
        }
        var detail = "The pool refused the weights: " + refusal.detail() + ". " + Failures.remedy(refusal.errorName());
        return seen(submission, evidence)
                .orElseGet(() -> new Decision.Publish(Failures.sent(plan.get(), refusal.errorName(), detail)));
    }

    /** What follows when the chain knows one of the extrinsics. */
    private static Optional<Decision> seen(Submission submission, Evidence evidence) {
        return evidence.first(Fate.Succeeded.class)
                .map(sighting -> settled(submission, sighting))
                .or(() -> evidence.first(Fate.Pending.class).map(sighting -> pending(submission, sighting)))
                .or(() -> Optional.of(evidence.fates().getLast())
                        .filter(newest -> newest.fate() instanceof Fate.Failed)
                        .map(newest -> settled(submission, newest)));
    }

    private static Decision settled(Submission submission, Sighting sighting) {
        var hash = sighting.extrinsicHash();
        return switch (sighting.fate()) {
            case Fate.Succeeded(var block) ->
                new Decision.Publish(new WeightsFinalized(submission.netuid(), submission.window(), hash, block));
            case Fate.Failed(var block, var error) ->
                new Decision.Publish(Failures.failed(
                        submission.netuid(),
                        submission.window(),
                        hash,
                        error,
                        "The chain refused the weights in block " + block + ". " + Failures.remedy(error)));
            case Fate.Pending _ -> pending(submission, sighting);
            case Fate.Unknown _ -> new Decision.Wait("the chain does not know " + hash);
        };
    }

    private static Decision pending(Submission submission, Sighting sighting) {
        return submission.phase() instanceof Phase.Submitted
                ? new Decision.Wait("the weights of window " + submission.window() + " wait for a block")
                : new Decision.Publish(submitted(submission, sighting.extrinsicHash()));
    }

    /** The fact that the node has an extrinsic. */
    public static WeightsSubmitted submitted(Submission submission, String extrinsicHash) {
        return new WeightsSubmitted(submission.netuid(), submission.window(), extrinsicHash, submission.attempts() + 1);
    }

    private static Decision unseen(Submission submission, Evidence evidence) {
        return submission
                .plan()
                .map(plan -> unseen(plan, submission, evidence))
                .orElseGet(() -> new Decision.Publish(Failures.failed(
                        submission.netuid(),
                        submission.window(),
                        evidence.fates().getLast().extrinsicHash(),
                        "PlanLost",
                        "The chain does not know the extrinsic and the record no longer holds its plan. "
                                + "The next due verdict is sent all the same.")));
    }

    private static Decision unseen(WeightsPlanned plan, Submission submission, Evidence evidence) {
        var facts = evidence.facts();
        if (!plan.validatorHotkey().equals(facts.signer())) {
            return new Decision.Publish(Failures.sent(
                    plan,
                    "SignerChanged",
                    "The weights were planned for the hotkey " + plan.validatorHotkey()
                            + " and the service now signs as " + facts.signer()
                            + ". Nothing need be done: the next due verdict is sent by the new hotkey."));
        }
        if (facts.nextNonce() == plan.nonce()) {
            return evidence.reproducible() && noneChangedHands(plan, facts)
                    ? new Decision.Send(plan)
                    : new Decision.Redraft(Proposal.of(plan));
        }
        return cannotHaveTaken(submission, facts)
                ? new Decision.Redraft(Proposal.of(plan))
                : new Decision.Publish(Failures.sent(plan, "OutcomeUnknown", unknown(plan, facts)));
    }

    private static boolean noneChangedHands(WeightsPlanned plan, ChainFacts facts) {
        return plan.weights().stream()
                .allMatch(weight -> weight.hotkey().equals(facts.hotkeyByUid().get(weight.uid())));
    }

    /** Accepted weights move the signer's last update past the block of their plan. */
    private static boolean cannotHaveTaken(Submission submission, ChainFacts facts) {
        var self = facts.self();
        var first = submission.plans().getFirst();
        return self == null || self.lastUpdate() <= first.plannedAtBlock();
    }

    private static String unknown(WeightsPlanned plan, ChainFacts facts) {
        return "The nonce " + plan.nonce() + " is used, the next is " + facts.nextNonce()
                + ", weights were set since, and the node does not know the extrinsic: it is not sent again, because the"
                + " chain may have taken it. See that nothing else signs with this hotkey and that the node keeps its"
                + " blocks.";
    }
}

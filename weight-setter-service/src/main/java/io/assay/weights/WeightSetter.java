package io.assay.weights;

import io.assay.chain.ExtrinsicRefusedException;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.chain.ChainDesk;
import io.assay.weights.core.ChainFacts;
import io.assay.weights.core.Decision;
import io.assay.weights.core.Evidence;
import io.assay.weights.core.Evidence.Refusal;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Next;
import io.assay.weights.core.Planning;
import io.assay.weights.core.Proposal;
import io.assay.weights.core.Resolution;
import io.assay.weights.core.Submission;

/**
 * Takes one step after the other: looks at the record, asks the chain, lets the core decide, does it. It remembers
 * nothing between two steps, so that a crash between any two is nothing special.
 */
final class WeightSetter {
    private final Journal journal;
    private final ChainDesk chain;

    WeightSetter(Journal journal, ChainDesk chain) {
        this.journal = journal;
        this.chain = chain;
    }

    /** What a step came to. */
    sealed interface Step {
        /** Something was done; the next step may follow at once. */
        record Taken() implements Step {}

        /** No verdict is due. */
        record Idle() implements Step {}

        /** Nothing can be done before the chain or the record has moved on. */
        record Waiting(String reason) implements Step {}
    }

    Step step() {
        return switch (journal.ledger().next()) {
            case Next.Idle _ -> new Step.Idle();
            case Next.GiveUp(var failed) -> record(failed);
            case Next.Propose(var proposal) -> plan(proposal, chain.facts());
            case Next.Resolve(var submission) -> resolve(submission);
        };
    }

    private Step plan(Proposal proposal, ChainFacts facts) {
        return switch (Planning.decide(chain.draft(proposal, facts))) {
            case Decision.Publish(var event) -> record(event);
            case Decision.Wait(var reason) -> new Step.Waiting(reason);
            case Decision.Send _, Decision.Redraft _ -> throw new IllegalStateException("a draft is not yet recorded");
        };
    }

    private Step resolve(Submission submission) {
        var evidence = chain.evidence(submission);
        return switch (Resolution.decide(submission, evidence)) {
            case Decision.Publish(var event) -> record(event);
            case Decision.Wait(var reason) -> new Step.Waiting(reason);
            case Decision.Redraft(var proposal) -> plan(proposal, evidence.facts());
            case Decision.Send(var plan) -> send(plan, submission, evidence);
        };
    }

    private Step send(WeightsPlanned plan, Submission submission, Evidence evidence) {
        try {
            chain.send(plan, evidence.facts());
        } catch (ExtrinsicRefusedException e) {
            return refused(submission, new Refusal(e.errorName(), e.detail()));
        }
        return record(Resolution.submitted(submission, plan.extrinsicHash()));
    }

    private Step refused(Submission submission, Refusal refusal) {
        return switch (Resolution.afterRefusal(submission, chain.evidence(submission), refusal)) {
            case Decision.Publish(var event) -> record(event);
            case Decision.Wait(var reason) -> new Step.Waiting(reason);
            case Decision.Send _, Decision.Redraft _ -> throw new IllegalStateException("a refusal sends nothing");
        };
    }

    private Step record(Event event) {
        journal.record(event);
        return new Step.Taken();
    }
}

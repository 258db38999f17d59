package io.assay.weights;

import io.assay.chain.ExtrinsicRefusedException;
import io.assay.protocol.event.Event;
import io.assay.weights.chain.ChainDesk;
import io.assay.weights.chain.Sender;
import io.assay.weights.core.Decision;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Ledger;
import io.assay.weights.core.Next;
import io.assay.weights.core.Plan;
import io.assay.weights.core.Planning;
import io.assay.weights.core.Proposal;
import io.assay.weights.core.Refusal;
import io.assay.weights.core.Resolution;
import io.assay.weights.core.Reveals;
import io.assay.weights.core.Sending;
import io.assay.weights.core.Submission;

/**
 * Takes one step after the other: looks at the record, asks the chain, lets the core decide, does it. It remembers
 * nothing between two steps, so that a crash between any two is nothing special.
 */
final class WeightSetter {
    private final Journal journal;
    private final ChainDesk chain;
    private final Sender sender;

    WeightSetter(Journal journal, ChainDesk chain, Sender sender) {
        this.journal = journal;
        this.chain = chain;
        this.sender = sender;
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
        var ledger = journal.ledger();
        return switch (ledger.next()) {
            case Next.Resolve(var submission, var overtaken) -> resolve(submission, overtaken);
            case Next.GiveUp(var failed) -> record(failed);
            case Next.Propose(var proposal) ->
                reveal(ledger) instanceof Step.Taken taken
                        ? taken
                        : draft(Submission.begin(proposal.netuid(), proposal.window()), proposal);
            case Next.Idle _ -> reveal(ledger);
        };
    }

    /** Commits are revealed in the order in which they were made: the chain forgets those before a revealed one. */
    private Step reveal(Ledger ledger) {
        return ledger.unrevealed().stream().findFirst().map(this::reveal).orElseGet(Step.Idle::new);
    }

    private Step reveal(Submission submission) {
        return act(
                submission,
                submission
                        .commit()
                        .map(commit -> Reveals.decide(commit, chain.outlook(commit.block())))
                        .orElseGet(() -> Reveals.withoutPlan(submission)));
    }

    private Step resolve(Submission submission, boolean overtaken) {
        var resolution = new Resolution(submission, chain.signer());
        return act(
                submission,
                submission
                        .current()
                        .map(attempt -> attempt.plan()
                                .map(plan -> resolution.decide(plan, attempt.progress(), chain.fate(plan), overtaken))
                                .orElseGet(() -> resolution.withoutPlan(attempt.extrinsicHash())))
                        .orElseGet(() -> resolution.withoutAttempt(overtaken)));
    }

    private Step act(Submission submission, Decision decision) {
        return switch (decision) {
            case Decision.Wait(var reason) -> new Step.Waiting(reason);
            case Decision.Publish(var event) -> record(event);
            case Decision.Redraft(var proposal) -> draft(submission, proposal);
            case Decision.Sign(var draft) -> record(sender.sign(draft));
            case Decision.SignReveal(var commit) -> record(sender.signReveal(commit));
            case Decision.Send(var plan) -> send(submission, plan);
        };
    }

    private Step draft(Submission submission, Proposal proposal) {
        var facts = chain.facts();
        var unrevealed = journal.ledger().unrevealed(facts.form());
        return act(submission, Planning.decide(sender.draft(proposal, facts, unrevealed)));
    }

    private Step send(Submission submission, Plan plan) {
        return Sending.obstacle(plan, chain.facts())
                .<Step>map(Step.Waiting::new)
                .orElseGet(() -> handOver(submission, plan));
    }

    private Step handOver(Submission submission, Plan plan) {
        var resolution = new Resolution(submission, chain.signer());
        try {
            sender.send(plan);
        } catch (ExtrinsicRefusedException e) {
            return act(submission, resolution.refused(plan, new Refusal(e.errorName(), e.detail())));
        }
        var taken = record(resolution.submitted(plan));
        // A pool that takes it and loses it at once is not to be asked without a pause.
        return submission.taken() == 0
                ? taken
                : new Step.Waiting("the weights of window " + plan.window() + " were sent again");
    }

    private Step record(Event event) {
        journal.record(event);
        return new Step.Taken();
    }
}

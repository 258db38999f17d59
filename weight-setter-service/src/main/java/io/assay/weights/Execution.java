package io.assay.weights;

import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.NotOnChainException;
import io.assay.protocol.event.Event;
import io.assay.weights.WeightSetter.Step;
import io.assay.weights.chain.ChainDesk;
import io.assay.weights.chain.Sender;
import io.assay.weights.core.ChainFacts;
import io.assay.weights.core.Decision;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Plan;
import io.assay.weights.core.Planning;
import io.assay.weights.core.Proposal;
import io.assay.weights.core.Refusal;
import io.assay.weights.core.Resolution;
import io.assay.weights.core.Sending;
import java.util.Optional;

/** Does what the core decided, and looks at the chain for what it needs to decide. */
final class Execution {
    private final Journal journal;
    private final ChainDesk chain;
    private final Sender sender;

    Execution(Journal journal, ChainDesk chain, Sender sender) {
        this.journal = journal;
        this.chain = chain;
        this.sender = sender;
    }

    Step act(Decision decision) {
        return switch (decision) {
            case Decision.Wait(var reason) -> new Step.Waiting(reason);
            case Decision.Publish(var event) -> record(event);
            case Decision.Redraft(var proposal) -> act(decide(proposal));
            case Decision.Sign(var draft) -> record(sender.sign(draft));
            case Decision.SignTogether(var drafts) -> record(sender.sign(drafts));
            case Decision.SignReveal(var commit) -> record(sender.signReveal(commit));
            case Decision.Send(var plan) -> send(plan);
        };
    }

    /** Decides on weights as the chain is now. */
    Decision decide(Proposal proposal) {
        var netuid = proposal.netuid();
        try {
            var facts = chain.facts(netuid);
            return Planning.decide(sender.draft(proposal, facts, unrevealed(netuid, facts.form())));
        } catch (NotOnChainException _) {
            return new Decision.Wait("subnet " + netuid + " is not on the chain: its weights are not set");
        }
    }

    private int unrevealed(int netuid, ChainFacts.Form form) {
        return journal.ledgers()
                .of(netuid)
                .map(ledger -> ledger.unrevealed(form))
                .orElse(0);
    }

    private Step send(Plan plan) {
        return obstacle(plan).<Step>map(Step.Waiting::new).orElseGet(() -> handOver(plan));
    }

    private Optional<String> obstacle(Plan plan) {
        return journal.ledgers()
                .obstacle(plan)
                .or(() -> plan.together().stream()
                        .flatMap(part -> Sending.obstacle(part, chain.facts(part.netuid())).stream())
                        .findFirst());
    }

    private Step handOver(Plan plan) {
        var submission = journal.ledgers().submission(plan);
        var resolution = new Resolution(submission, chain.signer());
        try {
            sender.send(plan);
        } catch (ExtrinsicRefusedException e) {
            return act(resolution.refused(plan, new Refusal(e.errorName(), e.detail())));
        }
        var taken = record(resolution.submitted(plan));
        // A pool that takes it and loses it at once is not to be asked without a pause.
        return submission.taken() == 0
                ? taken
                : new Step.Waiting("the weights of window " + plan.window() + " were sent again");
    }

    /** Puts a fact on the record. */
    Step record(Event event) {
        journal.record(event);
        return new Step.Taken();
    }
}

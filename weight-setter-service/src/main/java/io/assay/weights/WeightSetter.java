package io.assay.weights;

import io.assay.weights.chain.ChainDesk;
import io.assay.weights.chain.Sender;
import io.assay.weights.core.Decision;
import io.assay.weights.core.Joining;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Ledger;
import io.assay.weights.core.Next;
import io.assay.weights.core.Resolution;
import io.assay.weights.core.Reveals;
import io.assay.weights.core.Submission;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes one step after the other: looks at the record, asks the chain, lets the core decide, does it. It remembers
 * nothing between two steps, so that a crash between any two is nothing special.
 */
final class WeightSetter {
    private final Journal journal;
    private final ChainDesk chain;
    private final Execution execution;

    WeightSetter(Journal journal, ChainDesk chain, Sender sender) {
        this.journal = journal;
        this.chain = chain;
        execution = new Execution(journal, chain, sender);
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
        var live = onEach(this::resolveLive);
        // Nothing is signed while an extrinsic of the hotkey may still take a nonce: so nonces stay in their order.
        return live instanceof Step.Idle ? begin() : live;
    }

    private Step begin() {
        var begun = onEach(this::goOn);
        if (begun instanceof Step.Taken) {
            return begun;
        }
        var proposed = propose();
        return proposed instanceof Step.Idle ? begun : proposed;
    }

    /** One subnet after the other until something is done; else what the first waits for that does. */
    private Step onEach(Function<Ledger, Step> action) {
        Step result = new Step.Idle();
        for (var ledger : journal.ledgers().all()) {
            var step = action.apply(ledger);
            if (step instanceof Step.Taken) {
                return step;
            }
            result = result instanceof Step.Idle ? step : result;
        }
        return result;
    }

    private Step resolveLive(Ledger ledger) {
        return ledger.next() instanceof Next.Resolve open && open.isLive()
                ? resolve(open.submission(), open.overtaken())
                : new Step.Idle();
    }

    private Step goOn(Ledger ledger) {
        return switch (ledger.next()) {
            case Next.Resolve(var submission, var overtaken) -> resolve(submission, overtaken);
            case Next.GiveUp(var failed) -> execution.record(failed);
            case Next.Propose _, Next.Idle _ -> reveal(ledger);
        };
    }

    private Step propose() {
        var decisions = journal.ledgers().all().stream()
                .flatMap(ledger -> ledger.next() instanceof Next.Propose(var proposal)
                        ? Stream.of(execution.decide(proposal))
                        : Stream.<Decision>empty())
                .toList();
        return decisions.isEmpty() ? new Step.Idle() : execution.act(Joining.decide(decisions));
    }

    /** Commits are revealed in the order in which they were made: the chain forgets those before a revealed one. */
    private Step reveal(Ledger ledger) {
        return ledger.unrevealed().stream().findFirst().map(this::reveal).orElseGet(Step.Idle::new);
    }

    private Step reveal(Submission submission) {
        return execution.act(submission
                .commit()
                .map(commit -> Reveals.decide(commit, chain.outlook(submission.netuid(), commit.block())))
                .orElseGet(() -> Reveals.withoutPlan(submission)));
    }

    private Step resolve(Submission submission, boolean overtaken) {
        var resolution = new Resolution(submission, chain.signer());
        return execution.act(submission
                .current()
                .map(attempt -> attempt.plan()
                        .map(plan -> resolution.decide(plan, attempt.progress(), chain.fate(plan), overtaken))
                        .orElseGet(() -> resolution.withoutPlan(attempt.extrinsicHash())))
                .orElseGet(() -> resolution.withoutAttempt(overtaken)));
    }
}

package io.assay.weights.core;

import io.assay.protocol.event.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that the record says of the weights that one hotkey sets on its subnets.
 *
 * @param all one for each subnet, at least one; the first is the one that is meant when none is named
 */
public record Ledgers(List<Ledger> all) {
    public Ledgers {
        all = List.copyOf(all);
    }

    /** Before the first event. */
    public static Ledgers empty(List<Integer> netuids, int windowsPerWeights) {
        return new Ledgers(netuids.stream()
                .map(netuid -> Ledger.empty(netuid, windowsPerWeights))
                .toList());
    }

    /** The ledgers after an event; a batch's plan changes all that it names at once. */
    public Ledgers apply(Event event) {
        return new Ledgers(all.stream().map(ledger -> ledger.apply(event)).toList());
    }

    /** The ledger of the first subnet. */
    public Ledger first() {
        return all.getFirst();
    }

    /** A subnet's ledger; empty for one that this hotkey sets no weights on. */
    public Optional<Ledger> of(int netuid) {
        return all.stream().filter(ledger -> ledger.netuid() == netuid).findFirst();
    }

    /**
     * What the record says of a plan's verdict.
     *
     * @throws IllegalArgumentException if it says nothing, or the subnet is none of these
     */
    public Submission submission(Plan plan) {
        return find(plan)
                .orElseThrow(() -> new IllegalArgumentException("no weights of window " + plan.window() + " of subnet "
                        + plan.netuid() + " are on the record"));
    }

    private Optional<Submission> find(Plan plan) {
        return of(plan.netuid()).flatMap(ledger -> ledger.submission(plan.window()));
    }

    /**
     * Why an extrinsic is not to be sent now: on one of its subnets another one counts, or its verdict has had its end, or
     * nothing is known of the subnet. Sent all the same, it could bring that verdict's weights to the chain once more.
     */
    public Optional<String> obstacle(Plan plan) {
        return plan.together().stream()
                .filter(part -> !counts(part))
                .findFirst()
                .map(part -> "the extrinsic of the weights of window " + plan.window() + " is not the one that counts"
                        + " for window " + part.window() + " of subnet " + part.netuid()
                        + ": they are planned anew at block " + plan.extrinsic().death());
    }

    private boolean counts(Plan part) {
        return find(part)
                .filter(submission -> !submission.isOver())
                .flatMap(Submission::current)
                .filter(attempt -> attempt.extrinsicHash().equals(part.event().extrinsicHash()))
                .isPresent();
    }

    /** The newest submissions of all subnets first. */
    public List<Submission> newest(int limit) {
        return all.stream()
                .flatMap(ledger -> ledger.newest(limit).stream())
                .sorted(Comparator.comparingLong(Submission::window).reversed())
                .limit(limit)
                .toList();
    }

    /** On the subnet where it is most. */
    public long windowsSinceAccepted() {
        return all.stream().mapToLong(Ledger::windowsSinceAccepted).max().orElse(0);
    }
}

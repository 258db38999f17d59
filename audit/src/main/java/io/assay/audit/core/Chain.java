package io.assay.audit.core;

import io.assay.audit.core.Finding.Kind;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.core.WindowTransition;
import io.assay.rating.core.WindowTransition.Before;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One subnet's verdicts, each checked against the one recorded before it; only that one is kept. */
final class Chain {
    private final RecentRecords recent = new RecentRecords();
    private @Nullable WindowVerdict last;
    private long verdicts;
    private long duplicates;

    /** The first thing that does not agree in the subnet's next record, if there is one. */
    Optional<Difference> next(RecordedVerdict record, byte[] json) {
        if (recent.contains(record.verdict().window(), json)) {
            duplicates++;
            return Optional.empty();
        }
        var difference = check(record);
        recent.add(record.verdict().window(), json);
        last = record.verdict();
        verdicts++;
        return difference;
    }

    /** What the chain has come to. */
    ChainSummary summary() {
        var head = Objects.requireNonNull(last, "a chain begins with a verdict");
        return new ChainSummary(head.netuid(), verdicts, duplicates, head.verdictHash());
    }

    private Optional<Difference> check(RecordedVerdict record) {
        var hash = hash(record);
        return Stream.<Supplier<Optional<Finding>>>of(
                        () -> order(record.verdict()),
                        () -> link(record.verdict()),
                        () -> parameters(record),
                        () -> outcome(record.verdict()),
                        () -> hash)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .map(found -> difference(record.verdict(), found, hash.isEmpty()));
    }

    private Optional<Finding> order(WindowVerdict verdict) {
        return last == null || verdict.window() > last.window()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Kind.ORDER, "field window", "recorded " + verdict.window() + " after window " + last.window()));
    }

    private Optional<Finding> link(WindowVerdict verdict) {
        var expected = last == null ? null : last.verdictHash();
        return equal(Kind.LINK, "field previousVerdictHash", verdict.previousVerdictHash(), expected);
    }

    private static Optional<Finding> parameters(RecordedVerdict record) {
        return equal(
                Kind.PARAMETERS, "field hparamsDigest", record.verdict().hparamsDigest(), record.parametersDigest());
    }

    private Optional<Finding> outcome(WindowVerdict verdict) {
        try {
            var before = last == null ? Before.FIRST : Before.after(last);
            return OutcomeComparison.first(verdict, WindowTransition.recompute(before, verdict));
        } catch (RuntimeException e) {
            return Optional.of(new Finding(Kind.OUTCOME, "field inputs", "no outcome follows from it: " + e));
        }
    }

    private static Optional<Finding> hash(RecordedVerdict record) {
        try {
            return equal(Kind.HASH, "field verdictHash", record.verdict().verdictHash(), record.contentHash());
        } catch (IllegalArgumentException e) {
            return Optional.of(new Finding(Kind.HASH, "field verdictHash", "no hash can be computed: " + e));
        }
    }

    private static Optional<Finding> equal(
            Kind kind, String what, @Nullable String recorded, @Nullable String recomputed) {
        return Objects.equals(recorded, recomputed)
                ? Optional.empty()
                : Optional.of(Finding.of(
                        kind,
                        what,
                        Objects.requireNonNullElse(recorded, "absent"),
                        Objects.requireNonNullElse(recomputed, "absent")));
    }

    private Difference difference(WindowVerdict verdict, Finding found, boolean intact) {
        return new Difference(
                verdict.netuid(),
                verdict.window(),
                found.what() + ": " + found.values(),
                intact
                        ? meaning(verdict, found.kind())
                        : "The content of window " + verdict.window() + " was changed after it was hashed.");
    }

    private String meaning(WindowVerdict verdict, Kind kind) {
        return switch (kind) {
            case ORDER -> "Windows must increase: a record was moved, or a window was judged twice.";
            case LINK -> broken(verdict.window());
            case PARAMETERS -> "The parameters of window " + verdict.window() + " do not match their digest.";
            case OUTCOME ->
                "The outcome of window " + verdict.window()
                        + " does not follow from its inputs and the standings before.";
            case HASH -> throw new IllegalStateException("a verdict whose hash differs is not intact");
        };
    }

    private String broken(long window) {
        return last == null
                ? "The record does not begin with the subnet's first verdict."
                : "The chain is broken between windows " + last.window() + " and " + window
                        + ": a verdict was replaced, removed or moved.";
    }
}

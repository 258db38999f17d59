package io.assay.weights.core;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that the record says of one subnet's weights. Rebuilt by applying events in the order of each topic; how the two
 * topics are interleaved, and whether an event comes twice, changes nothing.
 *
 * @param windowsPerWeights a verdict is due when its {@code globalStep + 1} is a multiple of this
 * @param submissions by window, the newest {@value #KEPT}
 * @param due the newest verdict that is due
 * @param verdicts which windows have verdicts
 * @param lastAccepted newest window whose weights, or commit to them, the chain took
 */
public record Ledger(
        int netuid,
        int windowsPerWeights,
        NavigableMap<Long, Submission> submissions,
        @Nullable Proposal due,
        @Nullable Span verdicts,
        @Nullable Long lastAccepted) {
    static final int KEPT = 1000;

    public Ledger {
        submissions = Collections.unmodifiableNavigableMap(submissions);
    }

    /** Windows from the first to the newest. */
    public record Span(long first, long newest) {
        Span with(long window) {
            return new Span(Math.min(first, window), Math.max(newest, window));
        }
    }

    /** Before the first event. */
    public static Ledger empty(int netuid, int windowsPerWeights) {
        return new Ledger(netuid, windowsPerWeights, new TreeMap<>(), null, null, null);
    }

    /** The ledger after an event; other subnets' and other services' events change nothing. */
    public Ledger apply(Event event) {
        return own(event).map(this::applyOwn).orElse(this);
    }

    /** What it says of this subnet; a plan may be that of several. */
    private Optional<? extends Event> own(Event event) {
        return event instanceof WeightsPlanned plan
                ? plan.of(netuid)
                : Optional.of(event).filter(each -> each.netuid() == netuid);
    }

    private Ledger applyOwn(Event event) {
        return switch (event) {
            case WindowVerdict verdict -> judged(verdict);
            case WeightsPlanned planned -> changed(planned, known -> known.planned(planned));
            case WeightsSubmitted taken -> changed(taken, known -> known.submitted(taken));
            case WeightsRefused r -> progressed(r, r.extrinsicHash(), new Progress.Refused(r.error(), r.detail()));
            case WeightsInBlock b -> progressed(b, b.extrinsicHash(), new Progress.InBlock(b.block()));
            case WeightsExpired e -> progressed(e, e.extrinsicHash(), new Progress.Expired(e.reason()));
            case WeightsCommitted c -> taken(changed(c, known -> known.committed(c.extrinsicHash(), c.block())), c);
            case WeightsFinalized f ->
                taken(changed(f, known -> known.over(new Ending.Finalized(f.extrinsicHash(), f.block()))), f);
            case WeightsFailed f ->
                changed(f, known -> known.over(new Ending.Failed(f.extrinsicHash(), f.error(), f.detail())));
            case WindowOpened _, WindowClosing _, WindowClosed _, GradientArrived _, GradientRejected _ -> this;
            case LossDelta _, EvaluationFailed _, ModelAdvanced _, PeerStanding _ -> this;
        };
    }

    private Ledger judged(WindowVerdict verdict) {
        var span = verdicts == null ? new Span(verdict.window(), verdict.window()) : verdicts.with(verdict.window());
        var isDue = (verdict.globalStep() + 1) % windowsPerWeights == 0;
        var isNewer = due == null || verdict.window() > due.window();
        var newest = isDue && isNewer ? Proposal.of(verdict) : due;
        return new Ledger(netuid, windowsPerWeights, submissions, newest, span, lastAccepted);
    }

    private Ledger taken(Ledger after, Event event) {
        var newest = lastAccepted == null ? event.window() : Long.max(lastAccepted, event.window());
        return new Ledger(netuid, windowsPerWeights, after.submissions, due, verdicts, newest);
    }

    private Ledger progressed(Event event, String extrinsicHash, Progress progress) {
        return changed(event, known -> known.progressed(extrinsicHash, progress));
    }

    private Ledger changed(Event event, UnaryOperator<Submission> change) {
        var window = event.window();
        var changed = new TreeMap<>(submissions);
        var known = changed.get(window);
        changed.put(window, change.apply(known == null ? Submission.begin(netuid, window) : known));
        while (changed.size() > KEPT) {
            changed.pollFirstEntry();
        }
        return new Ledger(netuid, windowsPerWeights, changed, due, verdicts, lastAccepted);
    }

    /**
     * What is to be done: what was begun comes first; of the due verdicts not begun only the newest counts.
     */
    public Next next() {
        var open = submissions.values().stream().filter(Submission::isUnderway).findFirst();
        if (open.isPresent()) {
            return new Next.Resolve(
                    open.get(), due != null && due.window() > open.get().window());
        }
        if (due == null || (!submissions.isEmpty() && submissions.lastKey() >= due.window())) {
            return new Next.Idle();
        }
        return due.claims().isEmpty()
                ? new Next.GiveUp(Failures.noWeights(due, "No peer has a positive weight in this verdict"))
                : new Next.Propose(due);
    }

    /** Weights that are committed by their hash and not yet on their way to be revealed, the oldest first. */
    public List<Submission> unrevealed() {
        return submissions.values().stream().filter(Submission::awaitsReveal).toList();
    }

    /** How many of our commits count for the chain's limit of unrevealed ones. */
    public int unrevealed(ChainFacts.Form form) {
        return switch (form) {
            case ChainFacts.Form.Plain _ -> 0;
            case ChainFacts.Form.Hashed _ -> unrevealed().size();
            case ChainFacts.Form.Timelocked timelocked ->
                (int) submissions.values().stream()
                        .filter(submission -> submission.ending() instanceof Ending.Finalized(var hash, var block)
                                && block >= timelocked.epochStart()
                                && isTimelocked(submission, hash))
                        .count();
        };
    }

    private static boolean isTimelocked(Submission submission, String extrinsicHash) {
        return submission
                .plan(extrinsicHash)
                .filter(plan -> plan.call() instanceof WeightsCall.CommitTimelockedWeights)
                .isPresent();
    }

    /** What was recorded of a window. */
    public Optional<Submission> submission(long window) {
        return Optional.ofNullable(submissions.get(window));
    }

    /** The newest submissions first. */
    public List<Submission> newest(int limit) {
        return submissions.descendingMap().values().stream().limit(limit).toList();
    }

    /** Whether more than two verdicts' worth of windows have gone by since the chain last took weights. */
    public boolean isOverdue() {
        return windowsSinceAccepted() > 2L * windowsPerWeights;
    }

    /** Windows between the newest verdict and the last accepted weights, or the record's begin; 0 without verdicts. */
    public long windowsSinceAccepted() {
        if (verdicts == null) {
            return 0;
        }
        return lastAccepted == null
                ? verdicts.newest() - verdicts.first() + 1
                : Math.max(0, verdicts.newest() - lastAccepted);
    }
}

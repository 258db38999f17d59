package io.assay.rating.core;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Overlap;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A window's input, looked up by hotkey. */
record Facts(
        long window,
        Map<String, RosterEntry> roster,
        Map<String, PeerArrival> arrivals,
        Map<String, PeerEvaluation> evaluations,
        Set<String> drawn,
        Set<String> gather) {

    /** What a peer's gradient is worth to the rules of a window. */
    enum Gradient {
        /** It was measured. */
        SCORED,
        /** It arrived and was not measured, through no fault of the peer. */
        PASSED_BY,
        /** There is none that could be used. */
        UNUSABLE,
        /** What was uploaded is bad in itself. */
        INVALID
    }

    static Facts of(long window, WindowVerdict.Inputs inputs) {
        return new Facts(
                window,
                byHotkey(inputs.roster(), RosterEntry::hotkey),
                byHotkey(inputs.arrivals(), PeerArrival::hotkey),
                byHotkey(inputs.evaluations(), PeerEvaluation::hotkey),
                new LinkedHashSet<>(inputs.drawn()),
                new LinkedHashSet<>(inputs.gather()));
    }

    private static <T> Map<String, T> byHotkey(Collection<T> all, Function<T, String> hotkey) {
        return all.stream().collect(Collectors.toMap(hotkey, Function.identity(), (first, _) -> first));
    }

    boolean registered(String hotkey) {
        return roster.containsKey(hotkey);
    }

    /** Whether the peer was there; what arrived says more than what was expected. */
    boolean active(String hotkey) {
        var entry = roster.get(hotkey);
        var arrival = arrivals.get(hotkey);
        return entry != null && (arrival == null ? entry.active() : arrival.status() != ArrivalStatus.INACTIVE);
    }

    boolean arrived(String hotkey) {
        var arrival = arrivals.get(hotkey);
        return arrival != null && arrival.status() == ArrivalStatus.ARRIVED;
    }

    /** What was measured of the peer's model, if anything could be. */
    @Nullable
    Double stepsBehind(String hotkey) {
        var evaluation = evaluations.get(hotkey);
        return evaluation == null ? null : evaluation.stepsBehind();
    }

    /** What the peer's upload is a copy of, if it is one. */
    @Nullable
    Overlap overlap(String hotkey) {
        var arrival = arrivals.get(hotkey);
        return arrival == null ? null : arrival.overlap();
    }

    Gradient gradient(String hotkey) {
        var arrival = arrivals.get(hotkey);
        if (arrival == null) {
            return Gradient.UNUSABLE;
        }
        return switch (arrival.status()) {
            case ARRIVED -> drawn.contains(hotkey) ? measured(evaluations.get(hotkey)) : Gradient.PASSED_BY;
            case REJECTED -> rejected(arrival.reason());
            case MISSING, INACTIVE -> Gradient.UNUSABLE;
        };
    }

    private static Gradient rejected(@Nullable RejectReason reason) {
        return reason != null && reason.invalidGradient() ? Gradient.INVALID : Gradient.UNUSABLE;
    }

    private static Gradient measured(@Nullable PeerEvaluation evaluation) {
        if (evaluation == null) {
            return Gradient.PASSED_BY;
        }
        return evaluation.failure() == null ? Gradient.SCORED : failed(evaluation.failure());
    }

    private static Gradient failed(EvaluationFailure failure) {
        return failure.peersFault() ? Gradient.INVALID : Gradient.PASSED_BY;
    }

    Set<String> scored() {
        return drawn.stream()
                .filter(hotkey -> gradient(hotkey) == Gradient.SCORED)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether so little of the gather set could be fetched that the fault may be the validator's. */
    boolean degraded(HParams hparams) {
        var arrived = gather.stream().filter(this::arrived).count();
        return !gather.isEmpty() && arrived < hparams.gatherSuccessMin() * gather.size();
    }

    boolean nothingGathered() {
        return !gather.isEmpty() && gather.stream().noneMatch(this::arrived);
    }
}

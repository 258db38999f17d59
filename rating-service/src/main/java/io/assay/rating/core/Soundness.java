package io.assay.rating.core;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.RosterEntry;
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
import io.assay.protocol.json.CanonicalJson;
import io.assay.protocol.json.EventJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record must be, besides well-formed, for a verdict to be computed from it and hashed: names once, nobody drawn
 * or gathered from without the roster, improvements that float32 can hold, and numbers and texts with a canonical form.
 */
final class Soundness {
    private Soundness() {}

    /** What is wrong with an event, as a sentence; null when nothing is. */
    static @Nullable String flaw(Event event) {
        var flaw = own(event);
        return flaw == null ? unhashable(event) : flaw;
    }

    private static @Nullable String own(Event event) {
        return switch (event) {
            case WindowOpened opened -> opened(opened);
            case WindowClosed closed ->
                repeated("arrivals", closed.arrivals().stream().map(PeerArrival::hotkey));
            case LossDelta delta -> first(improvement("own", delta.own()), improvement("random", delta.random()));
            case WindowClosing _,
                    EvaluationFailed _,
                    GradientArrived _,
                    GradientRejected _,
                    ModelAdvanced _,
                    WindowVerdict _,
                    PeerStanding _,
                    WeightsPlanned _,
                    WeightsSubmitted _,
                    WeightsRefused _,
                    WeightsInBlock _,
                    WeightsExpired _,
                    WeightsCommitted _,
                    WeightsFinalized _,
                    WeightsFailed _ -> null;
        };
    }

    private static @Nullable String opened(WindowOpened opened) {
        var roster = new HashSet<String>();
        opened.roster().forEach(entry -> roster.add(entry.hotkey()));
        return first(
                repeated("roster", opened.roster().stream().map(RosterEntry::hotkey)),
                repeated("roster", opened.roster().stream().map(RosterEntry::uid)),
                strange("drawn", opened.drawn(), roster),
                strange("gather", opened.gather(), roster));
    }

    private static @Nullable String strange(String field, List<String> hotkeys, Set<String> roster) {
        return hotkeys.stream()
                .filter(hotkey -> !roster.contains(hotkey))
                .findFirst()
                .map(hotkey -> field + " has " + hotkey + ", allowed: hotkeys of the roster")
                .orElse(repeated(field, hotkeys.stream()));
    }

    private static @Nullable String repeated(String field, Stream<?> names) {
        var seen = new HashSet<Object>();
        return names.filter(name -> !seen.add(name))
                .findFirst()
                .map(name -> field + " has " + name + " twice, allowed: once")
                .orElse(null);
    }

    /** Upstream keeps scores in float32, where a larger one would be infinite; a loss of a real model is far smaller. */
    private static @Nullable String improvement(String field, LossPair losses) {
        var improvement = losses.relativeImprovement();
        return Math.abs(improvement) <= Float.MAX_VALUE
                ? null
                : field + " has the relative improvement " + improvement + ", allowed: what a 32-bit number can hold";
    }

    private static @Nullable String first(@Nullable String... flaws) {
        for (var flaw : flaws) {
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private static @Nullable String unhashable(Event event) {
        try {
            CanonicalJson.text(EventJson.tree(event));
            return null;
        } catch (IllegalArgumentException e) {
            return event.type() + " cannot be part of a verdict: " + e.getMessage();
        }
    }
}

package io.assay.rating.record;

import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.event.WindowVerdict.Weight;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API tells of a window without reading its verdict again: the verdict less its parameters and most of its
 * inputs, some 0.7 kB a peer.
 *
 * @param standings every known peer's standing after the window, by hotkey
 * @param changes in the order applied
 * @param weights peers with a positive weight, by uid
 * @param outcomes what was found of each of the roster, by uid
 * @param previousVerdictHash absent in the first verdict of a subnet
 * @param position of the whole verdict
 */
public record SettledWindow(
        int netuid,
        VerdictSummary summary,
        List<Standing> standings,
        List<StandingChange> changes,
        List<Weight> weights,
        List<PeerOutcome> outcomes,
        @Nullable String previousVerdictHash,
        Position position) {
    /** What is kept of a verdict. */
    public static SettledWindow of(RecordedVerdict recorded) {
        return of(recorded.verdict(), recorded.position());
    }

    /** What is kept of a verdict at a position. */
    public static SettledWindow of(WindowVerdict verdict, Position position) {
        return new SettledWindow(
                verdict.netuid(),
                VerdictSummary.of(verdict),
                verdict.standings(),
                verdict.changes(),
                verdict.weights(),
                PeerOutcome.of(verdict.inputs()),
                verdict.previousVerdictHash(),
                position);
    }

    /** The window. */
    public long window() {
        return summary.window();
    }

    /** The verdict's hash. */
    public String verdictHash() {
        return summary.verdictHash();
    }

    /** A peer's standing after the window. */
    public Optional<Standing> standing(String hotkey) {
        return standings.stream()
                .filter(standing -> standing.hotkey().equals(hotkey))
                .findFirst();
    }

    /** The changes of a peer's standing, in the order applied. */
    public List<StandingChange> changes(String hotkey) {
        return changes.stream().filter(change -> change.hotkey().equals(hotkey)).toList();
    }
}

package io.assay.rating.core;

import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.HParams.Parity;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.HParamsJson;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a window does to the standings: one pure function, in this order.
 *
 * <ol>
 *   <li>New absences are noted; a peer seen again is forgiven.
 *   <li>Absent for more than {@code reset_inactivity_windows}: the standing starts afresh, and is dropped if the hotkey
 *       is no longer registered. Otherwise a positive final score loses {@code inactivity_penalty}.
 *   <li>Measured gather peers out of sync lose {@code poor_sync_penalty} of final score and binary average.
 *   <li>Peers of the gather set or drawn without a usable gradient lose {@code missing_gradient_penalty} of both; an
 *       invalid gradient takes a positive final score.
 *   <li>Those evaluated: gradient score, indicator, averages, sync score.
 *   <li>The match between them, then their final scores.
 *   <li>A copy of another's upload of the window loses {@code overlap_penalty} of a positive final score.
 *   <li>The final scores' moving average, for everybody whose final score a rule has set; the weights.
 * </ol>
 *
 * <p>In a degraded window steps 2 to 4 are left out: nobody is penalised for what may be the validator's fault. A copy
 * is nobody's fault but its sender's.
 *
 * @param hparams the parameters in force
 * @param digest their SHA-256, worked out once
 */
public record WindowTransition(HParams hparams, String digest) {
    private static final String NOT_YET_HASHED = "0".repeat(64);

    public WindowTransition(HParams hparams) {
        this(hparams, HParamsJson.digest(hparams));
    }

    /**
     * What the windows before leave behind; the verdict before says all of it.
     *
     * @param standings by hotkey
     * @param verdictHash of the verdict before; absent in the first
     * @param waiting with upstream's behaviour, the peer whose score found no opponent yet
     */
    public record Before(
            List<Standing> standings,
            @Nullable String verdictHash,
            @Nullable String waiting) {
        /** Before the first window of a subnet's record. */
        public static final Before FIRST = new Before(List.of(), null, null);

        public Before {
            standings = List.copyOf(standings);
        }

        /** What the window after a verdict begins with. */
        public static Before after(WindowVerdict verdict) {
            return new Before(verdict.standings(), verdict.verdictHash(), verdict.waiting());
        }
    }

    /**
     * The verdict of a window. The order of the evaluations changes nothing.
     *
     * @param evaluations at most one a peer; those of peers that were not drawn are not looked at
     */
    public WindowVerdict apply(
            Before before, WindowOpened opened, WindowClosed closed, Collection<PeerEvaluation> evaluations) {
        var inputs = inputs(opened, closed, evaluations);
        var outcome = outcome(before, opened.window(), inputs);
        return hashed(new WindowVerdict(
                opened.netuid(),
                opened.window(),
                opened.globalStep(),
                outcome.degraded(),
                inputs,
                outcome.changes(),
                outcome.standings(),
                outcome.weights(),
                outcome.waiting(),
                hparams,
                digest,
                before.verdictHash(),
                NOT_YET_HASHED));
    }

    /**
     * A recorded verdict with its outcome worked out anew from its inputs and parameters: degraded, changes, standings,
     * weights, waiting. All else is as recorded, both hashes and the digest too; whether they hold is not looked at. So
     * the result equals the record exactly when the outcome follows from what the record holds.
     *
     * @param before what the recorded verdict before it left behind
     * @throws RuntimeException when no outcome follows from such inputs
     */
    public static WindowVerdict recompute(Before before, WindowVerdict recorded) {
        var transition = new WindowTransition(recorded.hparams(), recorded.hparamsDigest());
        var outcome = transition.outcome(before, recorded.window(), recorded.inputs());
        return new WindowVerdict(
                recorded.netuid(),
                recorded.window(),
                recorded.globalStep(),
                outcome.degraded(),
                recorded.inputs(),
                outcome.changes(),
                outcome.standings(),
                outcome.weights(),
                outcome.waiting(),
                recorded.hparams(),
                recorded.hparamsDigest(),
                recorded.previousVerdictHash(),
                recorded.verdictHash());
    }

    private record Outcome(
            boolean degraded,
            List<StandingChange> changes,
            List<Standing> standings,
            List<WindowVerdict.Weight> weights,
            @Nullable String waiting) {}

    private Outcome outcome(Before before, long window, WindowVerdict.Inputs inputs) {
        var facts = Facts.of(window, inputs);
        var roll = new Roll(before.standings(), inputs.roster(), precision());
        var waiting = play(roll, facts, before.waiting());
        var standings = roll.standings();
        return new Outcome(facts.degraded(hparams), roll.changes(), standings, weights(standings), waiting);
    }

    /** Upstream keeps scores in tensors of float32, where close ones may tie. */
    private DoubleUnaryOperator precision() {
        return hparams.parity() == Parity.TEMPLAR ? score -> (float) score : DoubleUnaryOperator.identity();
    }

    private @Nullable String play(Roll roll, Facts facts, @Nullable String waiting) {
        var ended = hparams.parity() == Parity.TEMPLAR && facts.nothingGathered();
        var penalties = new Penalties(roll, facts, hparams);
        penalties.noteAbsences();
        if (ended || !facts.degraded(hparams)) {
            penalties.inactivity();
        }
        if (ended) {
            return waiting;
        }
        if (!facts.degraded(hparams)) {
            penalties.poorSync();
            penalties.unusableGradients();
        }
        var waits = new Match(roll, facts, hparams).play(waiting);
        penalties.overlaps();
        roll.scoredAnew().forEach(peer -> peer.averageFinalScore(hparams.finalScoreMaAlpha()));
        weigh(roll, facts);
        return waits;
    }

    private void weigh(Roll roll, Facts facts) {
        var peers = roll.peers();
        var scores = peers.stream()
                .mapToDouble(peer -> facts.registered(peer.hotkey()) ? peer.scoreForWeight(hparams.weightsFrom()) : 0)
                .toArray();
        var shares = new PowerNormalisation(hparams.powerNormalisation()).shares(scores);
        for (var i = 0; i < shares.length; i++) {
            peers.get(i).weigh(shares[i]);
        }
    }

    private static WindowVerdict.Inputs inputs(
            WindowOpened opened, WindowClosed closed, Collection<PeerEvaluation> evaluations) {
        return new WindowVerdict.Inputs(
                sorted(opened.roster(), Comparator.comparingInt(RosterEntry::uid)),
                sorted(opened.drawn(), Comparator.naturalOrder()),
                sorted(opened.gather(), Comparator.naturalOrder()),
                closed.closingBlockHash(),
                sorted(closed.arrivals(), Comparator.comparingInt(PeerArrival::uid)),
                sorted(evaluations, Comparator.comparing(PeerEvaluation::hotkey)));
    }

    private static <T> List<T> sorted(Collection<T> all, Comparator<? super T> order) {
        return all.stream().sorted(order).toList();
    }

    private static List<WindowVerdict.Weight> weights(List<Standing> standings) {
        return standings.stream()
                .filter(standing -> standing.weight() > 0)
                .map(standing -> new WindowVerdict.Weight(standing.uid(), standing.hotkey(), standing.weight()))
                .sorted(Comparator.comparingInt(WindowVerdict.Weight::uid))
                .toList();
    }

    private static WindowVerdict hashed(WindowVerdict draft) {
        return new WindowVerdict(
                draft.netuid(),
                draft.window(),
                draft.globalStep(),
                draft.degraded(),
                draft.inputs(),
                draft.changes(),
                draft.standings(),
                draft.weights(),
                draft.waiting(),
                draft.hparams(),
                draft.hparamsDigest(),
                draft.previousVerdictHash(),
                EventJson.verdictHash(draft));
    }
}

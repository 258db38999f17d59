package io.assay.rating.core;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.StandingChange.InactivityPenalty;
import io.assay.protocol.event.StandingChange.InvalidGradient;
import io.assay.protocol.event.StandingChange.MissingGradientPenalty;
import io.assay.protocol.event.StandingChange.OverlapPenalty;
import io.assay.protocol.event.StandingChange.PoorSyncPenalty;
import io.assay.protocol.event.StandingChange.Reset;
import io.assay.protocol.event.StandingChange.Values;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.HParams.Parity;
import java.util.Objects;
import java.util.TreeSet;

/** Steps 1 to 4 and 7 of a window: absence, sync, missing and invalid gradients, copies. */
final class Penalties {
    /** Upstream judges a window two windows later, by the clock of that later one. */
    private static final int UPSTREAM_OFFSET = 2;

    private final Roll roll;
    private final Facts facts;
    private final HParams hparams;
    private final boolean upstream;

    Penalties(Roll roll, Facts facts, HParams hparams) {
        this.roll = roll;
        this.facts = facts;
        this.hparams = hparams;
        this.upstream = hparams.parity() == Parity.TEMPLAR;
    }

    void noteAbsences() {
        for (var peer : roll.peers()) {
            if (facts.active(peer.hotkey())) {
                peer.seen();
            } else {
                peer.absentFrom(facts.window());
            }
        }
    }

    void inactivity() {
        roll.peers().stream().filter(peer -> peer.inactiveSince() != null).forEach(this::inactive);
    }

    private void inactive(Peer peer) {
        if (absentTooLong(peer)) {
            reset(peer);
        } else if (peer.finalScore() > 0) {
            roll.change(peer, p -> p.reduceFinalScore(hparams.inactivityPenalty()), this::inactive);
        }
    }

    private StandingChange inactive(Peer peer, Values before, Values after) {
        return new InactivityPenalty(peer.hotkey(), absentSince(peer), hparams.inactivityPenalty(), before, after);
    }

    private boolean absentTooLong(Peer peer) {
        var now = facts.window() + (upstream ? UPSTREAM_OFFSET : 0);
        return now - absentSince(peer) > hparams.resetInactivityWindows();
    }

    private static long absentSince(Peer peer) {
        return Objects.requireNonNull(peer.inactiveSince());
    }

    private void reset(Peer peer) {
        var before = peer.standing();
        var after = peer.copy();
        forget(after);
        if (!after.standing().equals(before)) {
            roll.change(peer, this::forget, this::reset);
        }
        if (!facts.registered(peer.hotkey())) {
            roll.drop(peer);
        }
    }

    private StandingChange reset(Peer peer, Values before, Values after) {
        return new Reset(peer.hotkey(), absentSince(peer), hparams.resetInactivityWindows(), before, after);
    }

    private void forget(Peer peer) {
        if (upstream) {
            peer.resetScores();
        } else {
            peer.reset();
        }
    }

    void poorSync() {
        for (var peer : roll.peers(facts.gather())) {
            if (outOfSync(peer) && peer.finalScore() > 0) {
                roll.change(peer, p -> p.reduceScoreAndAverage(hparams.poorSyncPenalty()), this::poorSync);
            }
        }
    }

    private StandingChange poorSync(Peer peer, Values before, Values after) {
        return new PoorSyncPenalty(
                peer.hotkey(),
                facts.stepsBehind(peer.hotkey()),
                hparams.syncMaxStepsBehind(),
                hparams.poorSyncPenalty(),
                before,
                after);
    }

    private boolean outOfSync(Peer peer) {
        if (upstream && !facts.active(peer.hotkey())) {
            return true;
        }
        if (!facts.arrived(peer.hotkey())) {
            return false;
        }
        var evaluation = facts.evaluations().get(peer.hotkey());
        if (evaluation == null || evaluation.failure() != null) {
            return false;
        }
        return evaluation.stepsBehind() == null || evaluation.stepsBehind() > hparams.syncMaxStepsBehind();
    }

    void unusableGradients() {
        if (upstream) {
            roll.peers(facts.gather()).stream()
                    .filter(peer -> !facts.arrived(peer.hotkey()))
                    .forEach(this::missing);
            roll.peers(facts.drawn()).forEach(this::judge);
        } else {
            var judged = new TreeSet<>(facts.gather());
            judged.addAll(facts.drawn());
            roll.peers(judged).forEach(this::judge);
        }
    }

    private void judge(Peer peer) {
        switch (facts.gradient(peer.hotkey())) {
            case UNUSABLE -> missing(peer);
            case INVALID -> invalid(peer);
            case SCORED, PASSED_BY -> {}
        }
    }

    private void missing(Peer peer) {
        if (peer.finalScore() > 0) {
            roll.change(peer, p -> p.reduceScoreAndAverage(hparams.missingGradientPenalty()), this::missing);
        }
    }

    private StandingChange missing(Peer peer, Values before, Values after) {
        var arrival = facts.arrivals().get(peer.hotkey());
        return new MissingGradientPenalty(
                peer.hotkey(),
                arrival == null ? ArrivalStatus.MISSING : arrival.status(),
                arrival == null ? null : arrival.reason(),
                hparams.missingGradientPenalty(),
                before,
                after);
    }

    private void invalid(Peer peer) {
        if (peer.finalScore() > 0) {
            roll.change(peer, Peer::loseFinalScore, this::invalid);
        }
    }

    private StandingChange invalid(Peer peer, Values before, Values after) {
        var arrival = facts.arrivals().get(peer.hotkey());
        var evaluation = facts.evaluations().get(peer.hotkey());
        var reason = arrival == null ? null : arrival.reason();
        var failure = reason != null || evaluation == null ? null : evaluation.failure();
        return new InvalidGradient(peer.hotkey(), reason, failure, before, after);
    }

    /** After the match, which sets the final scores of those measured. */
    void overlaps() {
        for (var peer : roll.peers(facts.arrivals().keySet())) {
            var overlap = facts.overlap(peer.hotkey());
            if (overlap != null && peer.finalScore() > 0) {
                var share = hparams.overlapPenalty(overlap.excess());
                if (share > 0) {
                    roll.change(
                            peer,
                            p -> p.reduceFinalScore(share),
                            (p, before, after) -> new OverlapPenalty(
                                    p.hotkey(), overlap, hparams.idxOverlapThreshold(), share, before, after));
                }
            }
        }
    }
}

package io.assay.rating.core;

import io.assay.protocol.event.StandingChange.Cause;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.HParams.Parity;
import java.util.Objects;
import java.util.TreeSet;

/** Steps 1 to 4 of a window: absence, sync, missing and invalid gradients. */
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
                peer.absentFrom(facts.opened().window());
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
            roll.change(peer, Cause.INACTIVITY_PENALTY, p -> p.reduceFinalScore(hparams.inactivityPenalty()));
        }
    }

    private boolean absentTooLong(Peer peer) {
        var now = facts.opened().window() + (upstream ? UPSTREAM_OFFSET : 0);
        return now - Objects.requireNonNull(peer.inactiveSince()) > hparams.resetInactivityWindows();
    }

    private void reset(Peer peer) {
        var before = peer.standing();
        var after = peer.copy();
        forget(after);
        if (!after.standing().equals(before)) {
            roll.change(peer, Cause.RESET, this::forget);
        }
        if (!facts.registered(peer.hotkey())) {
            roll.drop(peer);
        }
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
                roll.change(peer, Cause.POOR_SYNC_PENALTY, p -> p.reduceScoreAndAverage(hparams.poorSyncPenalty()));
            }
        }
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
            roll.change(
                    peer,
                    Cause.MISSING_GRADIENT_PENALTY,
                    p -> p.reduceScoreAndAverage(hparams.missingGradientPenalty()));
        }
    }

    private void invalid(Peer peer) {
        if (peer.finalScore() > 0) {
            roll.change(peer, Cause.INVALID_GRADIENT, Peer::loseFinalScore);
        }
    }
}

package io.assay.rating.core;

import io.assay.protocol.event.StandingChange.Cause;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.HParams.Parity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Steps 5 and 6 of a window: scores of those evaluated, the match between them, their final scores. */
final class Match {
    private final Roll roll;
    private final Facts facts;
    private final HParams hparams;

    Match(Roll roll, Facts facts, HParams hparams) {
        this.roll = roll;
        this.facts = facts;
        this.hparams = hparams;
    }

    /**
     * Scores and rates.
     *
     * @param waiting with upstream's behaviour, the peer whose score found no opponent so far
     * @return the peer whose score waits now; never one with our own behaviour
     */
    @Nullable
    String play(@Nullable String waiting) {
        var scored = roll.peers(facts.scored());
        var players = hparams.parity() == Parity.TEMPLAR ? withWaiting(scored, waiting) : scored;
        var alone = hparams.parity() == Parity.TEMPLAR && players.size() == 1;
        roll.changeAll(players, Cause.RATED, () -> {
            scored.forEach(this::score);
            if (!alone) {
                rate(players);
            }
        });
        return alone ? players.getFirst().hotkey() : null;
    }

    private List<Peer> withWaiting(List<Peer> scored, @Nullable String waiting) {
        var peer = waiting == null ? null : roll.find(waiting);
        if (peer == null || peer.gradientScore() == null || scored.contains(peer)) {
            return scored;
        }
        var players = new ArrayList<>(scored);
        players.add(peer);
        return players;
    }

    private void score(Peer peer) {
        var evaluation = Objects.requireNonNull(facts.evaluations().get(peer.hotkey()));
        peer.score(
                Objects.requireNonNull(evaluation.own()),
                Objects.requireNonNull(evaluation.random()),
                evaluation.stepsBehind(),
                hparams);
    }

    private void rate(List<Peer> players) {
        var mu = players.stream().mapToDouble(peer -> peer.rating().mu()).toArray();
        var sigma = players.stream().mapToDouble(peer -> peer.rating().sigma()).toArray();
        var scores = players.stream()
                .mapToDouble(peer -> Objects.requireNonNull(peer.gradientScore()))
                .toArray();
        new PlackettLuce(hparams.openskillBeta(), hparams.openskillTau()).rate(mu, sigma, scores, players.size());
        for (var i = 0; i < players.size(); i++) {
            players.get(i).rate(new Rating(mu[i], sigma[i]));
        }
    }
}

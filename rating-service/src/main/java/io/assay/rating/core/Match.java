package io.assay.rating.core;

import io.assay.protocol.event.StandingChange.Rated;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.HParams.Parity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        var places = new HashMap<Double, Integer>();
        roll.changeAll(
                players,
                () -> {
                    scored.forEach(this::score);
                    places.putAll(places(players));
                    if (!alone) {
                        rate(players);
                    }
                },
                (peer, before, after) -> new Rated(
                        peer.hotkey(),
                        Objects.requireNonNull(places.get(gradientScore(peer))),
                        players.size(),
                        before,
                        after));
        return alone ? players.getFirst().hotkey() : null;
    }

    /** The place of every score: 1 and how many scores are better. */
    private static Map<Double, Integer> places(List<Peer> players) {
        var scores = players.stream()
                .map(Match::gradientScore)
                .sorted(Comparator.reverseOrder())
                .toList();
        var places = new HashMap<Double, Integer>();
        for (var i = 0; i < scores.size(); i++) {
            places.putIfAbsent(scores.get(i), i + 1);
        }
        return places;
    }

    /** Of a player, who has one. */
    private static double gradientScore(Peer player) {
        return Objects.requireNonNull(player.gradientScore());
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
        var scores = players.stream().mapToDouble(Match::gradientScore).toArray();
        new PlackettLuce(hparams.openskillBeta(), hparams.openskillTau()).rate(mu, sigma, scores, players.size());
        for (var i = 0; i < players.size(); i++) {
            players.get(i).rate(new Rating(mu[i], sigma[i]));
        }
    }
}

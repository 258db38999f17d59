package io.assay.rating.core;

import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.hparams.HParams;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A peer's standing while a window is worked out; lives inside one transition only. */
final class Peer {
    private final String hotkey;
    private final DoubleUnaryOperator stored;
    private int uid;
    private Rating rating = Rating.INITIAL;
    private @Nullable Double gradientScore;
    private double gradientScoreAverage;
    private @Nullable Integer binaryIndicator;
    private double binaryAverage;
    private double syncScore;
    private double finalScore;
    private double finalScoreAverage;
    private boolean evaluated;
    private @Nullable Long inactiveSince;
    private double weight;

    /**
     * A new peer.
     *
     * @param stored the precision scores are kept in
     */
    Peer(int uid, String hotkey, DoubleUnaryOperator stored) {
        this.uid = uid;
        this.hotkey = hotkey;
        this.stored = stored;
    }

    static Peer from(Standing standing, DoubleUnaryOperator stored) {
        var peer = new Peer(standing.uid(), standing.hotkey(), stored);
        peer.rating = new Rating(standing.mu(), standing.sigma());
        peer.gradientScore = standing.gradientScore();
        peer.gradientScoreAverage = standing.gradientScoreAverage();
        peer.binaryIndicator = standing.binaryIndicator();
        peer.binaryAverage = standing.binaryAverage();
        peer.syncScore = standing.syncScore();
        peer.finalScore = standing.finalScore();
        peer.finalScoreAverage = standing.finalScoreAverage();
        peer.evaluated = standing.evaluated();
        peer.inactiveSince = standing.inactiveSince();
        peer.weight = standing.weight();
        return peer;
    }

    Peer copy() {
        return from(standing(), stored);
    }

    Standing standing() {
        return new Standing(
                uid,
                hotkey,
                rating.mu(),
                rating.sigma(),
                gradientScore,
                gradientScoreAverage,
                binaryIndicator,
                binaryAverage,
                syncScore,
                finalScore,
                finalScoreAverage,
                evaluated,
                inactiveSince,
                weight);
    }

    StandingChange.Values values() {
        return new StandingChange.Values(rating.mu(), rating.sigma(), binaryAverage, finalScore);
    }

    void moveTo(int newUid) {
        uid = newUid;
    }

    void absentFrom(long window) {
        inactiveSince = inactiveSince == null ? (Long) window : inactiveSince;
    }

    void seen() {
        inactiveSince = null;
    }

    /** Forgets everything but who it is and how long it has been absent. */
    void reset() {
        rating = Rating.INITIAL;
        evaluated = false;
        resetScores();
    }

    /** Upstream's reset: rating and evaluated mark survive. */
    void resetScores() {
        gradientScore = null;
        gradientScoreAverage = 0;
        binaryIndicator = null;
        binaryAverage = 0;
        syncScore = 0;
        finalScore = 0;
        finalScoreAverage = 0;
        weight = 0;
    }

    void reduceFinalScore(double share) {
        finalScore = stored.applyAsDouble(finalScore * (1 - share));
    }

    void reduceScoreAndAverage(double share) {
        reduceFinalScore(share);
        binaryAverage = stored.applyAsDouble(binaryAverage * (1 - share));
    }

    void loseFinalScore() {
        finalScore = 0;
    }

    void score(LossPair own, LossPair random, @Nullable Double stepsBehind, HParams hparams) {
        var newest = stored.applyAsDouble(random.relativeImprovement());
        var indicator = Scores.indicator(own.relativeImprovement(), random.relativeImprovement());
        gradientScore = newest;
        gradientScoreAverage = Scores.average(gradientScoreAverage, newest, hparams.gradientScoreMaAlpha());
        binaryIndicator = indicator;
        binaryAverage = binaryAverage(indicator, hparams.binaryScoreMaAlpha());
        syncScore = stored.applyAsDouble(Scores.sync(stepsBehind));
        evaluated = true;
    }

    /** Every operation rounds, as those on tensors do. */
    private double binaryAverage(int indicator, double alpha) {
        var old = stored.applyAsDouble(stored.applyAsDouble(1 - alpha) * binaryAverage);
        return stored.applyAsDouble(old + stored.applyAsDouble(alpha * indicator));
    }

    void rate(Rating newest) {
        rating = newest;
        finalScore = stored.applyAsDouble(Scores.finalScore(rating, binaryAverage, syncScore));
    }

    void averageFinalScore(double alpha) {
        finalScoreAverage = Scores.average(finalScoreAverage, finalScore, alpha);
    }

    void weigh(double share) {
        weight = share;
    }

    String hotkey() {
        return hotkey;
    }

    Rating rating() {
        return rating;
    }

    @Nullable
    Double gradientScore() {
        return gradientScore;
    }

    double finalScore() {
        return finalScore;
    }

    @Nullable
    Long inactiveSince() {
        return inactiveSince;
    }

    /** The score that weights come from; none before the first evaluation. */
    double scoreForWeight(HParams.WeightsFrom source) {
        var score = switch (source) {
            case FINAL_SCORE -> finalScore;
            case FINAL_SCORE_AVERAGE -> finalScoreAverage;
        };
        return evaluated ? Math.max(0, score) : 0;
    }
}

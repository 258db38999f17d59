package io.assay.rating.core;

import static io.assay.rating.core.Windows.arrived;
import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.copied;
import static io.assay.rating.core.Windows.evaluation;
import static io.assay.rating.core.Windows.failed;
import static io.assay.rating.core.Windows.good;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.standing;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.EventJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTransitionTest {
    private static final WindowTransition TRANSITION = new WindowTransition(Windows.HPARAMS);

    private static WindowTransition.Before before(Standing... standings) {
        return new WindowTransition.Before(List.of(standings), null, null);
    }

    /** Four peers of good standing, of which the first one's arrival is given. */
    private static WindowVerdict firstOfFour(PeerArrival first, PeerEvaluation... evaluations) {
        var closed = closedWith(9, List.of(first, arrived(2), arrived(3), arrived(4)));
        return TRANSITION.apply(
                before(good(1), good(2), good(3), good(4)), opened(9, uids(4)), closed, List.of(evaluations));
    }

    private static List<String> rules(WindowVerdict verdict) {
        return verdict.changes().stream().map(StandingChange::rule).toList();
    }

    @Test
    void aCopyLosesWhatItsBandTakesAndItsRatingStays() {
        var honest = firstOfFour(arrived(1), evaluation(1, 0.02), evaluation(2, 0.01));
        for (var band : List.of(List.of(0.59, 1.0), List.of(0.6, 0.5), List.of(0.89, 0.5), List.of(0.9, 0.0))) {
            var verdict = firstOfFour(copied(1, 2, band.getFirst()), evaluation(1, 0.02), evaluation(2, 0.01));
            assertThat(standing(verdict, 1).finalScore())
                    .as("share %s", band.getFirst())
                    .isEqualTo(standing(honest, 1).finalScore() * band.getLast());
            assertThat(standing(verdict, 1).ordinal())
                    .isEqualTo(standing(honest, 1).ordinal());
            assertThat(standing(verdict, 2).finalScore())
                    .isEqualTo(standing(honest, 2).finalScore());
        }
    }

    @Test
    void aCopyThatWasNotMeasuredLosesFromTheScoreItHad() {
        var verdict = firstOfFour(copied(1, 2, 0.75), evaluation(2, 0.01), evaluation(3, 0.02));
        assertThat(rules(verdict)).containsExactly("rated", "rated", "overlap_penalty");
        assertThat(standing(verdict, 1).finalScore()).isEqualTo(good(1).finalScore() / 2);
    }

    @Test
    void withoutBandsACopyCostsNothing() {
        var lenient = new WindowTransition(Windows.with("{\"overlap_penalty\": []}"));
        var closed = closedWith(9, List.of(copied(1, 2, 1), arrived(2)));
        var verdict = lenient.apply(before(good(1), good(2)), opened(9, uids(2)), closed, List.of());
        assertThat(verdict.changes()).isEmpty();
    }

    @Test
    void aNewPeerStartsAtTheInitialRatingWithoutWeight() {
        var verdict = TRANSITION.apply(before(), opened(1, uids(1)), closed(1, uids(1)), List.of());
        assertThat(standing(verdict, 1))
                .isEqualTo(new Standing(1, hotkey(1), 25, 25.0 / 3, null, 0, null, 0, 0, 0, 0, false, null, 0));
        assertThat(verdict.weights()).isEmpty();
        assertThat(verdict.changes()).isEmpty();
    }

    @Test
    void scoresAndRatesThoseEvaluated() {
        var verdict = TRANSITION.apply(
                before(), opened(1, uids(2)), closed(1, uids(2)), List.of(evaluation(1, 0.02), evaluation(2, 0.01)));
        var better = standing(verdict, 1);
        assertThat(better.mu()).isCloseTo(26.13333505173724, within(1e-9));
        assertThat(better.gradientScore()).isCloseTo(0.02, within(1e-12));
        assertThat(better.gradientScoreAverage()).isCloseTo(0.6 * 0.02, within(1e-12));
        assertThat(better.binaryIndicator()).isEqualTo(1);
        assertThat(better.binaryAverage()).isCloseTo(0.05, within(1e-12));
        assertThat(better.syncScore()).isCloseTo(0.7684334714209162, within(1e-12));
        assertThat(better.finalScore()).isCloseTo(better.ordinal() * 0.05 * better.syncScore(), within(1e-12));
        assertThat(better.finalScoreAverage()).isCloseTo(0.75 * better.finalScore(), within(1e-12));
        assertThat(better.evaluated()).isTrue();
        assertThat(verdict.weights()).containsExactly(new WindowVerdict.Weight(1, hotkey(1), 1));
        assertThat(rules(verdict)).containsExactly(StandingChange.RATED, StandingChange.RATED);
    }

    @Test
    void equalImprovementIsNoSignOfOwnWork() {
        var equal = PeerEvaluation.of(Windows.delta(1, 1, 0.01, 0.01, 0.0));
        var verdict = TRANSITION.apply(before(), opened(1, uids(1)), closed(1, uids(1)), List.of(equal));
        assertThat(standing(verdict, 1).binaryIndicator()).isEqualTo(-1);
    }

    @Test
    void oneScoredPeerIsNoMatchAndNothingWaits() {
        var verdict =
                TRANSITION.apply(before(good(1)), opened(9, uids(1)), closed(9, uids(1)), List.of(evaluation(1, 0.02)));
        var alone = standing(verdict, 1);
        assertThat(alone.mu()).isEqualTo(40);
        assertThat(alone.sigma()).isEqualTo(5);
        assertThat(alone.finalScore()).isCloseTo(25 * alone.binaryAverage() * alone.syncScore(), within(1e-12));
        assertThat(verdict.waiting()).isNull();
    }

    @Test
    void withUpstreamsBehaviourALoneScoreWaitsForAnOpponent() {
        var upstream = new WindowTransition(Windows.with("{\"parity\": \"templar-0.2.80\"}"));
        var first = upstream.apply(before(), opened(1, uids(2)), closed(1, uids(2)), List.of(evaluation(1, 0.02)));
        assertThat(first.waiting()).isEqualTo(hotkey(1));
        assertThat(standing(first, 1).mu()).isEqualTo(25);
        var second = upstream.apply(
                WindowTransition.Before.after(first),
                opened(2, uids(2)),
                closed(2, uids(2)),
                List.of(evaluation(2, 0.01)));
        assertThat(second.waiting()).isNull();
        assertThat(standing(second, 1).mu()).isGreaterThan(26);
        assertThat(standing(second, 2).mu()).isLessThan(24);
    }

    @Test
    void aMissingGradientCostsThreeQuartersOnceThoughGatheredAndDrawn() {
        var verdict = firstOfFour(PeerArrival.missing(1, hotkey(1)));
        assertThat(standing(verdict, 1).finalScore()).isEqualTo(2.5);
        assertThat(standing(verdict, 1).binaryAverage()).isEqualTo(0.125);
        assertThat(rules(verdict)).containsExactly(StandingChange.MISSING_GRADIENT_PENALTY);
    }

    @Test
    void aLateGradientIsAMissingOne() {
        var verdict = firstOfFour(PeerArrival.rejected(1, hotkey(1), RejectReason.TOO_LATE));
        assertThat(rules(verdict)).containsExactly(StandingChange.MISSING_GRADIENT_PENALTY);
    }

    @Test
    void anInvalidGradientTakesTheScoreAndLeavesTheAverage() {
        var verdict = firstOfFour(PeerArrival.rejected(1, hotkey(1), RejectReason.DUPLICATE_INDEX));
        assertThat(standing(verdict, 1).finalScore()).isZero();
        assertThat(standing(verdict, 1).binaryAverage()).isEqualTo(0.5);
        assertThat(rules(verdict)).containsExactly(StandingChange.INVALID_GRADIENT);
    }

    @ParameterizedTest
    @EnumSource(EvaluationFailure.class)
    void aFailedEvaluationCostsOnlyWhereItIsThePeersFault(EvaluationFailure reason) {
        var verdict = firstOfFour(arrived(1), PeerEvaluation.of(failed(9, 1, reason)));
        assertThat(standing(verdict, 1).finalScore()).isEqualTo(reason.peersFault() ? 0 : 10);
    }

    @Test
    void aGradientNobodyMeasuredPassesBy() {
        assertThat(firstOfFour(arrived(1)).changes()).isEmpty();
    }

    @Test
    void anEvaluationOfAPeerThatWasNotDrawnIsNotLookedAt() {
        var verdict = TRANSITION.apply(
                before(good(1), good(2)),
                opened(9, uids(2), List.of(2), uids(2)),
                closed(9, uids(2)),
                List.of(evaluation(1, 0.02)));
        assertThat(verdict.changes()).isEmpty();
    }

    @Test
    void outOfSyncIsStrictlyMoreThanTheLimit() {
        assertThat(rules(firstOfFour(arrived(1), steps(3.0)))).containsExactly(StandingChange.RATED);
        assertThat(rules(firstOfFour(arrived(1), steps(3.0001))))
                .containsExactly(StandingChange.POOR_SYNC_PENALTY, StandingChange.RATED);
        assertThat(rules(firstOfFour(arrived(1), steps(null))))
                .containsExactly(StandingChange.POOR_SYNC_PENALTY, StandingChange.RATED);
    }

    private static PeerEvaluation steps(@Nullable Double steps) {
        return PeerEvaluation.of(Windows.delta(9, 1, 0.02, 0.01, steps));
    }

    @Test
    void theBinaryAverageKeepsAPenaltyThatTheNewFinalScoreOverwrites() {
        var standing = standing(firstOfFour(arrived(1), steps(4.0)), 1);
        assertThat(standing.binaryAverage()).isCloseTo(0.95 * 0.125 + 0.05, within(1e-12));
        assertThat(standing.finalScore())
                .isCloseTo(25 * standing.binaryAverage() * standing.syncScore(), within(1e-12));
    }

    @Test
    void aPeerOutsideTheGatherSetIsNotPenalisedForSync() {
        var verdict = TRANSITION.apply(
                before(good(1), good(2)),
                opened(9, uids(2), uids(2), List.of(2)),
                closed(9, uids(2)),
                List.of(steps(5.0)));
        assertThat(rules(verdict)).containsExactly(StandingChange.RATED);
    }

    @Test
    void aDegradedWindowPenalisesNobodyAndStillScores() {
        var arrivals = new ArrayList<>(List.of(
                PeerArrival.missing(1, hotkey(1)),
                PeerArrival.rejected(2, hotkey(2), RejectReason.WRONG_MAGIC),
                PeerArrival.inactive(3, hotkey(3)),
                arrived(4)));
        var verdict = TRANSITION.apply(
                before(good(1), good(2), good(3), good(4)),
                opened(9, uids(4)),
                closedWith(9, arrivals),
                List.of(evaluation(4, 0.01)));
        assertThat(verdict.degraded()).isTrue();
        assertThat(rules(verdict)).containsExactly(StandingChange.RATED);
        assertThat(standing(verdict, 3).inactiveSince()).isEqualTo(9);
    }

    @Test
    void exactlyTheNeededShareIsNotDegraded() {
        var arrivals = Stream.concat(
                        uids(2).stream().map(Windows::arrived),
                        Stream.of(3, 4, 5).map(uid -> PeerArrival.missing(uid, hotkey(uid))))
                .toList();
        var verdict = TRANSITION.apply(before(), opened(9, uids(5)), closedWith(9, arrivals), List.of());
        assertThat(verdict.degraded()).isFalse();
    }

    @Test
    void weightsMayComeFromTheSmoothedScore() {
        var smoothed = new WindowTransition(Windows.with("{\"weights_from\": \"final_score_average\"}"));
        var sunk = new Standing(1, hotkey(1), 40, 5, 0.01, 0.01, 1, 0.5, 0.8, -1, 3, true, null, 0);
        var risen = new Standing(2, hotkey(2), 40, 5, 0.01, 0.01, 1, 0.5, 0.8, 20, 4, true, null, 0);
        var verdict = smoothed.apply(before(sunk, risen), opened(9, uids(2)), closed(9, uids(2)), List.of());
        assertThat(verdict.weights())
                .extracting(WindowVerdict.Weight::share)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(9.0 / 25, 16.0 / 25);
    }

    @Test
    void verdictsAreChainedByTheirHashes() {
        var first = TRANSITION.apply(
                WindowTransition.Before.FIRST,
                opened(1, uids(3)),
                closed(1, uids(3)),
                List.of(evaluation(1, 0.02), evaluation(2, 0.01)));
        var second = TRANSITION.apply(
                WindowTransition.Before.after(first),
                opened(2, uids(3)),
                closed(2, uids(3)),
                List.of(evaluation(3, 0.02)));
        assertThat(first.previousVerdictHash()).isNull();
        assertThat(second.previousVerdictHash()).isEqualTo(first.verdictHash());
        assertThat(second.verdictHash()).isEqualTo(EventJson.verdictHash(second));
        assertThat(second.hparamsDigest()).isEqualTo(TRANSITION.digest());
    }

    @Test
    void aVerdictCanBeRecomputedFromItsOwnInputs() {
        var opened = opened(9, uids(4));
        var closed = closedWith(9, List.of(PeerArrival.missing(1, hotkey(1)), arrived(2), arrived(3), arrived(4)));
        var evaluations = List.of(evaluation(4, 0.01), evaluation(2, 0.02));
        var given = TRANSITION.apply(before(good(1)), opened, closed, evaluations);
        var again =
                TRANSITION.apply(before(good(1)), opened, closed, given.inputs().evaluations());
        assertThat(EventJson.write(again)).isEqualTo(EventJson.write(given));
        assertThat(EventJson.read("WindowVerdict", EventJson.write(given))).isEqualTo(given);
    }

    @Test
    void recomputingTakesTheRecordedInputsAndLeavesTheRecordedHashes() {
        var evaluations = List.of(evaluation(1, 0.01), evaluation(2, 0.02));
        var given = TRANSITION.apply(before(good(1)), opened(9, uids(2)), closed(9, uids(2)), evaluations);
        assertThat(WindowTransition.recompute(before(good(1)), given)).isEqualTo(given);
        var otherwise = WindowTransition.recompute(before(good(2)), given);
        assertThat(otherwise.standings()).isNotEqualTo(given.standings());
        assertThat(otherwise.inputs()).isEqualTo(given.inputs());
        assertThat(otherwise.verdictHash()).isEqualTo(given.verdictHash());
    }

    @Test
    void theOrderOfRosterAndArrivalsChangesNothing() {
        var backwards = new ArrayList<>(uids(4));
        Collections.reverse(backwards);
        var straight = TRANSITION.apply(before(good(1)), opened(9, uids(4)), closed(9, uids(4)), List.of());
        var reversed = TRANSITION.apply(before(good(1)), opened(9, backwards), closed(9, backwards), List.of());
        assertThat(reversed.verdictHash()).isEqualTo(straight.verdictHash());
    }

    @Test
    void parityChangesTheDigest() {
        assertThat(new WindowTransition(Windows.with("{\"parity\": \"templar-0.2.80\"}")).digest())
                .isNotEqualTo(TRANSITION.digest());
        assertThat(Windows.HPARAMS.weightsFrom()).isEqualTo(HParams.WeightsFrom.FINAL_SCORE);
    }
}

package io.assay.rating.core;

import static io.assay.rating.core.Windows.arrived;
import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.copied;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.evaluation;
import static io.assay.rating.core.Windows.failed;
import static io.assay.rating.core.Windows.good;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange.Rated;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.core.Explanation.NoShare;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final WindowTransition TRANSITION = new WindowTransition(Windows.HPARAMS);

    private static WindowVerdict window(
            long window, List<Standing> before, List<PeerArrival> arrivals, PeerEvaluation... evaluations) {
        return TRANSITION.apply(
                new WindowTransition.Before(before, null, null),
                opened(window, uids(4)),
                closedWith(window, arrivals),
                List.of(evaluations));
    }

    /** The first of four peers of good standing; the others' gradients arrived. */
    private static WindowVerdict firstOfFour(PeerArrival first, PeerEvaluation... evaluations) {
        return window(
                9,
                List.of(good(1), good(2), good(3), good(4)),
                List.of(first, arrived(2), arrived(3), arrived(4)),
                evaluations);
    }

    private static Explanation explain(WindowVerdict verdict, @Nullable WindowVerdict previous, int uid) {
        return Explanation.of(verdict, previous, hotkey(uid)).orElseThrow();
    }

    private static String text(WindowVerdict verdict, int uid) {
        return ExplanationText.of(explain(verdict, null, uid));
    }

    private static WindowVerdict rated() {
        return firstOfFour(arrived(1), evaluation(1, 0.02), evaluation(2, 0.01));
    }

    @Test
    void tellsEverythingOfARatedPeer() {
        var verdict = rated();
        var why = explain(verdict, verdict, 1);
        assertThat(why.window()).isEqualTo(9);
        assertThat(why.netuid()).isEqualTo(3);
        assertThat(why.verdictHash()).isEqualTo(verdict.verdictHash());
        assertThat(why.drawn()).isTrue();
        assertThat(why.gather()).isTrue();
        assertThat(why.degraded()).isFalse();
        assertThat(why.before()).isEqualTo(Windows.standing(verdict, 1));
        assertThat(why.after()).isEqualTo(Windows.standing(verdict, 1));
        assertThat(requireNonNull(why.arrival()).gradientSha256()).isEqualTo(Windows.sha(1));
        assertThat(requireNonNull(why.arrival()).bytes()).isEqualTo(100);
        assertThat(requireNonNull(why.measured()).ownImprovement()).isCloseTo(0.03, within(1e-12));
        assertThat(requireNonNull(why.measured()).randomImprovement()).isCloseTo(0.02, within(1e-12));
        assertThat(requireNonNull(why.measured()).stepsBehind()).isEqualTo(0.5);
        assertThat(why.changes()).singleElement().isInstanceOf(Rated.class);
        assertThat(requireNonNull(why.score()).share())
                .isPositive()
                .isEqualTo(requireNonNull(why.after()).weight());
        assertThat(requireNonNull(why.score()).score())
                .isEqualTo(requireNonNull(why.after()).finalScore());
        assertThat(requireNonNull(why.score()).ordinal())
                .isEqualTo(requireNonNull(why.after()).ordinal());
        assertThat(requireNonNull(why.score()).power()).isEqualTo(2);
        assertThat(requireNonNull(why.score()).scored()).isEqualTo(4);
        assertThat(requireNonNull(why.score()).noShare()).isNull();
    }

    @Test
    void saysWhoseUploadACopyIsLike() {
        var verdict = firstOfFour(copied(1, 2, 0.75), evaluation(1, 0.02), evaluation(2, 0.01));
        var lost = requireNonNull(explain(verdict, null, 1).changes().getLast());
        assertThat(text(verdict, 1))
                .contains("copy         75.00 %% of the indices are those of %s's upload, which came 1 s before; usual"
                        .formatted(hotkey(2)))
                .contains(
                        "usual are 0.00 %%, of the rest it has 75.00 %%, allowed: below 60.00 %% (idx_overlap_threshold): overlap_penalty takes 50.00 %%: final score %.6f -> %.6f"
                                .formatted(
                                        lost.before().finalScore(), lost.after().finalScore()))
                .contains("x sync score 0.7684 x (1 - overlap penalty 0.5000)\n");
    }

    @Test
    void saysItInWords() {
        var verdict = rated();
        var after = Windows.standing(verdict, 1);
        assertThat(text(verdict, 1)).isEqualTo("""
                peer %s (uid 1) after window 9 of subnet 3: %.2f %% of the weights
                  verdict      %s
                  upload       arrived, 100 bytes, SHA-256 %s, drawn for evaluation, in the gather set
                  own data     2.000000 -> 1.940000 over 1000 tokens: improvement +0.060000, relative +0.030000
                  random data  2.000000 -> 1.960000 over 1000 tokens: improvement +0.040000, relative +0.020000, the gradient score
                  indicator    +1: own is strictly more than random; binary average 0.5000 -> 0.5250
                  sync         0.500 steps behind: sync score 0.7684
                  match        place 1 of 2: mu 40.000000 -> %.6f, sigma 5.000000 -> %.6f, ordinal 25.000000 -> %.6f
                  final score  %.6f = ordinal %.6f x max(0, binary average 0.5250) x sync score 0.7684
                  weight       %.2f %% = final_score %.6f to the power of 2.0, of 4 peers whose score counts
                """.formatted(
                        hotkey(1),
                        100 * after.weight(),
                        verdict.verdictHash(),
                        Windows.sha(1),
                        after.mu(),
                        after.sigma(),
                        after.ordinal(),
                        after.finalScore(),
                        after.ordinal(),
                        100 * after.weight(),
                        after.finalScore()));
    }

    @Test
    void saysWhyTheIndicatorIsNegative() {
        var verdict = firstOfFour(arrived(1), PeerEvaluation.of(delta(9, 1, 0.01, 0.01, 0.0)));
        assertThat(text(verdict, 1)).contains("indicator    -1: own is not strictly more than random");
    }

    @Test
    void saysEachPenaltyWithItsParameter() {
        assertThat(text(firstOfFour(PeerArrival.missing(1, hotkey(1))), 1))
                .contains("  upload       missing, drawn for evaluation, in the gather set\n")
                .contains("  losses       not measured\n")
                .contains("  no gradient  missing: missing_gradient_penalty takes 75.00 %: final score 10.000000 ->"
                        + " 2.500000, binary average 0.5000 -> 0.1250\n")
                .contains("  final score  2.500000, not scored anew in this window\n");
        assertThat(text(firstOfFour(PeerArrival.rejected(1, hotkey(1), RejectReason.TOO_LATE)), 1))
                .contains("  upload       refused: too_late")
                .contains("  no gradient  refused as too_late: missing_gradient_penalty takes");
        assertThat(text(firstOfFour(PeerArrival.inactive(1, hotkey(1))), 1))
                .contains("  upload       none, and none lately")
                .contains(
                        "  inactivity   absent since window 9: inactivity_penalty takes 25.00 %: final score 10.000000"
                                + " -> 7.500000\n");
    }

    @Test
    void saysHowFarBehindAModelIs() {
        var behind = firstOfFour(arrived(1), PeerEvaluation.of(delta(9, 1, 0.02, 0.01, 3.25)));
        assertThat(text(behind, 1))
                .contains("  poor sync    3.250 steps behind, allowed 3.0: poor_sync_penalty takes 75.00 %");
        var without = firstOfFour(arrived(1), PeerEvaluation.of(delta(9, 1, 0.02, 0.01, null)));
        assertThat(text(without, 1))
                .contains("  sync         no usable probe: sync score 0.0000\n")
                .contains("  poor sync    no usable probe, which counts as out of sync: poor_sync_penalty takes");
    }

    @Test
    void saysWhatMadeAGradientInvalid() {
        assertThat(text(firstOfFour(PeerArrival.rejected(1, hotkey(1), RejectReason.WRONG_K)), 1))
                .contains("  invalid      wrong_k: final score 10.000000 -> 0\n")
                .contains("  weight       none: no positive score is left\n");
        var failure = firstOfFour(arrived(1), PeerEvaluation.of(failed(9, 1, EvaluationFailure.LOSS_NOT_FINITE)));
        assertThat(text(failure, 1))
                .contains("  losses       could not be measured: loss_not_finite\n")
                .contains("  invalid      loss_not_finite: final score 10.000000 -> 0\n");
    }

    @Test
    void tellsAResetAndADrop() {
        var absent = new Standing(1, hotkey(1), 40, 5, 0.01, 0.01, 1, 0.5, 0.8, 10, 9, true, 3L, 0.5);
        var previous = window(28, List.of(good(2)), List.of());
        var gone = TRANSITION.apply(
                new WindowTransition.Before(List.of(absent, good(2)), null, null),
                opened(29, List.of(2)),
                closed(29, List.of(2)),
                List.of());
        var why = explain(gone, null, 1);
        assertThat(why.after()).isNull();
        assertThat(why.score()).isNull();
        assertThat(ExplanationText.of(why))
                .contains("after window 29 of subnet 3: no standing\n")
                .contains("  upload       not in the roster, not drawn for evaluation, not in the gather set\n")
                .contains("  reset        absent since window 3, longer than 25 windows (reset_inactivity_windows):"
                        + " everything starts afresh\n")
                .contains("  standing     dropped");
        assertThat(Explanation.of(gone, previous, hotkey(7))).isEmpty();
    }

    @Test
    void findsAPeerThatOnlyTheVerdictBeforeKnew() {
        var previous = window(28, List.of(good(7)), List.of());
        var now = window(
                29, List.of(good(2)), uids(4).stream().map(Windows::arrived).toList());
        assertThat(explain(now, previous, 7).before()).isEqualTo(Windows.standing(previous, 7));
        assertThat(ExplanationText.of(explain(now, previous, 7)))
                .contains("(uid 7)")
                .contains("rules        none applied");
    }

    @Test
    void saysThatADegradedWindowPenalisesNobody() {
        var arrivals = uids(4).stream()
                .map(uid -> PeerArrival.missing(uid, hotkey(uid)))
                .toList();
        var verdict = window(9, List.of(good(1)), arrivals);
        assertThat(text(verdict, 1))
                .contains(", degraded: too little could be fetched\n")
                .contains("  rules        none: nobody is penalised in a degraded window\n");
    }

    @Test
    void namesTheReasonForNoShare() {
        assertThat(noShare(25, 5, 0.5, 0.8, 0, false, true)).isEqualTo(NoShare.NEVER_EVALUATED);
        assertThat(noShare(15, 5, 0.5, 0.8, 0, true, true)).isEqualTo(NoShare.ORDINAL_NOT_POSITIVE);
        assertThat(noShare(25, 5, 0, 0.8, 0, true, true)).isEqualTo(NoShare.BINARY_AVERAGE_NOT_POSITIVE);
        assertThat(noShare(25, 5, 0.5, 0, 0, true, true)).isEqualTo(NoShare.OUT_OF_SYNC);
        assertThat(noShare(25, 5, 0.5, 0.8, 0, true, true)).isEqualTo(NoShare.SCORE_NOT_POSITIVE);
        assertThat(noShare(25, 5, 0.5, 0.8, 1e-30, true, true)).isEqualTo(NoShare.NEGLIGIBLE);
        assertThat(noShare(25, 5, 0.5, 0.8, 1, true, false)).isEqualTo(NoShare.NOT_REGISTERED);
    }

    private static @Nullable NoShare noShare(
            double mu, double sigma, double binary, double sync, double score, boolean evaluated, boolean registered) {
        var standing =
                new Standing(1, hotkey(1), mu, sigma, 0.01, 0.01, 1, binary, sync, score, score, evaluated, null, 0);
        var roster = registered ? uids(2) : List.of(2);
        var verdict = TRANSITION.apply(
                new WindowTransition.Before(List.of(standing), null, null),
                opened(9, roster, List.of(), List.of()),
                closed(9, roster),
                List.of());
        assertThat(text(verdict, 1)).contains("  weight       none: ");
        return requireNonNull(explain(verdict, null, 1).score()).noShare();
    }

    @Test
    void takesTheScoreThatWeightsComeFrom() {
        var smoothed = new WindowTransition(Windows.with("{\"weights_from\": \"final_score_average\"}"));
        var verdict = smoothed.apply(
                new WindowTransition.Before(List.of(good(1)), null, null),
                opened(9, uids(1)),
                closed(9, uids(1)),
                List.of());
        assertThat(requireNonNull(explain(verdict, null, 1).score()).score()).isEqualTo(9);
        assertThat(text(verdict, 1))
                .contains("100.00 % = final_score_average 9.000000 to the power of 2.0, of 1 peers");
    }
}

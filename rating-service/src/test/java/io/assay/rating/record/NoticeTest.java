package io.assay.rating.record;

import static io.assay.rating.core.Windows.arrived;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.evaluation;
import static io.assay.rating.core.Windows.good;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.rating.core.WindowTransition;
import io.assay.rating.core.WindowTransition.Before;
import io.assay.rating.core.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a window's peers, from verdicts of the real transition. */
class NoticeTest {
    private static final WindowTransition TRANSITION = new WindowTransition(Windows.HPARAMS);

    /** Peers 1 and 2 of four are drawn, and nobody's gradient goes into the model. */
    private static SettledWindow window(List<PeerArrival> arrivals, PeerEvaluation... evaluations) {
        var verdict = TRANSITION.apply(
                new Before(List.of(good(1), good(2), good(3), good(4)), null, null),
                opened(9, uids(4), List.of(1, 2), List.of()),
                closedWith(9, arrivals),
                List.of(evaluations));
        return SettledWindow.of(verdict, new Position(0, 9));
    }

    @Test
    void tellsPenaltiesInTheExplanationsWordsAndRefusalsWithoutOne() {
        var settled = window(
                List.of(
                        PeerArrival.missing(1, hotkey(1)),
                        arrived(2),
                        PeerArrival.rejected(3, hotkey(3), RejectReason.TOO_LATE),
                        arrived(4)),
                evaluation(2, 0.01));
        assertThat(Notice.of(settled))
                .satisfiesExactly(
                        penalty -> {
                            assertThat(penalty.uid()).isEqualTo(1);
                            assertThat(penalty.rule()).isEqualTo("missing_gradient_penalty");
                            assertThat(penalty.name()).isEqualTo("no gradient");
                            assertThat(penalty.text()).startsWith("missing: missing_gradient_penalty takes");
                        },
                        refusal -> assertThat(refusal)
                                .isEqualTo(new Notice(9, 3, hotkey(3), "refused", "refused", "too_late, no penalty")));
    }

    @Test
    void tellsWhatCouldNotBeMeasured() {
        var failure = new PeerEvaluation(hotkey(1), null, null, null, EvaluationFailure.DEVICE_FAULT);
        var settled = window(List.of(arrived(1), arrived(2), arrived(3), arrived(4)), failure, evaluation(2, 0.01));
        assertThat(Notice.of(settled))
                .containsExactly(
                        new Notice(9, 1, hotkey(1), "not_measured", "not measured", "device_fault, no penalty"));
    }

    @Test
    void lossesAreMediansThatOneGradientDoesNotDecide() {
        var ruinous = PeerEvaluation.of(delta(9, 1, -1e9, -1e9, 0.5));
        var settled = window(List.of(arrived(1), arrived(2), arrived(3), arrived(4)), ruinous, evaluation(2, 0.01));
        var three = new ArrayList<>(settled.outcomes());
        three.add(settled.outcomes().get(1));
        assertThat(WindowLosses.of(three)).hasValueSatisfying(losses -> {
            assertThat(losses.peers()).isEqualTo(3);
            assertThat(losses.randomBefore()).isEqualTo(2);
            assertThat(losses.randomAfter()).isEqualTo(1.98);
            assertThat(losses.ownAfter()).isEqualTo(1.96);
        });
        assertThat(WindowLosses.of(List.of(settled.outcomes().getLast()))).isEqualTo(Optional.empty());
    }
}

package io.assay.evaluation.core;

import static io.assay.evaluation.core.Events.arrived;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTest {
    @Test
    void makesALossDelta() {
        var delta = (LossDelta) outcome(4, 3, 5, 4.5);
        assertThat(delta.own().improvement()).isEqualTo(1);
        assertThat(delta.random().relativeImprovement()).isEqualTo(0.1);
        assertThat(delta.stepsBehind()).isEqualTo(0.5);
        assertThat(delta.gradientSha256()).isEqualTo(Events.pinned(1).sha256());
        assertThat(delta.durationMillis()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void blamesTheGradientForALossAfterThatIsNotFinite(double after) {
        assertThat(reason(outcome(4, after, 5, 5))).isEqualTo(EvaluationFailure.LOSS_NOT_FINITE);
        assertThat(reason(outcome(4, 4, 5, after))).isEqualTo(EvaluationFailure.LOSS_NOT_FINITE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void neverBlamesTheGradientForALossBefore(double before) {
        assertThat(reason(outcome(before, Double.NaN, 5, 5))).isEqualTo(EvaluationFailure.LOSS_NOT_POSITIVE);
        assertThat(reason(outcome(4, 4, before, Double.NaN))).isEqualTo(EvaluationFailure.LOSS_NOT_POSITIVE);
    }

    @Test
    void shortensDetails() {
        var failed = Losses.failed(arrived(110, true), EvaluationFailure.DEVICE_FAULT, "x".repeat(5000), "w");
        assertThat(failed.detail()).hasSize(1000);
    }

    private static EvaluationFailure reason(Event outcome) {
        return ((EvaluationFailed) outcome).reason();
    }

    private static Event outcome(double ownBefore, double ownAfter, double randomBefore, double randomAfter) {
        var losses =
                new Losses(new Losses.Pair(ownBefore, ownAfter, 10), new Losses.Pair(randomBefore, randomAfter, 20));
        return losses.outcome(arrived(110, true), 0.5, "worker", 12);
    }
}

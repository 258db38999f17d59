package io.assay.miner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientLayout;
import io.assay.protocol.hparams.ParameterShape;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One chunk of two values (a, b), of which one coefficient is sent: (a + b)/√2 has index 0, (a − b)/√2 has index 1. A
 * decay of ½ and a gradient of (3, 1) keep all numbers short.
 */
class ErrorFeedbackTest {
    private static final float ROOT = (float) Math.sqrt(2);
    private static final GradientLayout LAYOUT = GradientLayout.of(List.of(ParameterShape.vector("v", 2)), 2, 1);

    private final ErrorFeedback feedback = new ErrorFeedback(LAYOUT, 0.5);

    @Test
    void sendsTheGradientTimesTheLearningRateAtFirst() {
        var sent = feedback.send(List.of(new float[] {3, 1}), 0.25).parameters().getFirst();
        assertSent(sent, 0, 0.25F * 4 / ROOT);
    }

    @Test
    void keepsTheMomentumWholeForFiveIterations() {
        var factors = new float[] {1, 1.5F, 1.75F, 1.875F, 1.9375F, 1.96875F};
        for (var factor : factors) {
            assertSent(send(3, 1), 0, factor * 4 / ROOT);
        }
    }

    @Test
    void subtractsWhatWasSentFromTheSixthIterationOn() {
        for (var i = 0; i < 6; i++) {
            send(3, 1);
        }
        // (5.90625, 1.96875) − (3.9375, 3.9375) is left; half of it and (3, 1) is (3.984375, 0.015625).
        assertSent(send(3, 1), 0, 4 / ROOT);
    }

    @Test
    void sendsLaterWhatWasHeldBack() {
        for (var i = 0; i < 7; i++) {
            send(3, 1);
        }
        // (3.984375, 0.015625) − (2, 2) is left; half of it is (0.9921875, −0.9921875).
        assertSent(send(0, 0), 1, 1.984375F / ROOT);
    }

    @Test
    void hasNothingLeftOnceAllIsSent() {
        for (var i = 0; i < 8; i++) {
            send(2, 2);
        }
        assertSent(send(0, 0), 0, 0);
    }

    @Test
    void beginsAnewAfterAGradientThatIsNotFinite() {
        send(3, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> send(Float.NaN, 1));
        assertSent(send(3, 1), 0, 4 / ROOT);
    }

    private CompressedParameter send(float a, float b) {
        return feedback.send(List.of(new float[] {a, b}), 1).parameters().getFirst();
    }

    private static void assertSent(CompressedParameter sent, int index, float value) {
        assertThat(sent.indices()).containsExactly((short) index);
        assertThat(sent.values()[0]).isCloseTo(value, within(1e-5F));
    }
}

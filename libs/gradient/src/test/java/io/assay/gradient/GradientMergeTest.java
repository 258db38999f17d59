package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.hparams.ParameterShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientMergeTest {
    private static final GradientLayout PAIR = GradientLayout.of(List.of(ParameterShape.vector("v", 2)), 2, 1);

    @Test
    void signsOfOneGradientAreItsOwn() {
        var gradient = Example.gradient(2);
        assertThat(GradientMerge.signs(Example.LAYOUT, List.of(gradient)))
                .isEqualTo(PackedSigns.of(Example.LAYOUT, gradient));
    }

    @Test
    void noPeerIsLouderThanAnother() {
        var loud = gradient(0, 1e30f);
        var quiet = gradient(0, -1e-3f);
        assertThat(GradientMerge.signs(PAIR, List.of(loud, quiet, quiet)).toBytes())
                .containsExactly(0);
    }

    @Test
    void meanIsOverThoseThatSentTheIndex() {
        // Frequency 0: mean (1 + 1 − 1)/3 = 1/3; frequency 1: 1, not 1/4. The second value is (1/3 − 1)/√2 < 0.
        var merged =
                GradientMerge.signs(PAIR, List.of(gradient(0, 1), gradient(0, 1), gradient(0, -1), gradient(1, 1)));
        assertThat(merged.toBytes()).containsExactly(0b01);
    }

    @Test
    void allZeroParameterIsNoDivisionByZero() {
        assertThat(GradientMerge.signs(PAIR, List.of(gradient(0, 0), gradient(1, -1)))
                        .toBytes())
                .containsExactly(0b10);
    }

    @Test
    void refusesNoGradient() {
        assertThatThrownBy(() -> GradientMerge.signs(PAIR, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gradients is 0");
    }

    @Test
    void refusesGradientOfAnotherModel() {
        assertThatThrownBy(() -> GradientMerge.signs(PAIR, List.of(Example.gradient(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CompressedGradient gradient(int index, float value) {
        return new CompressedGradient(
                List.of(CompressedParameter.of(new short[] {(short) index}, new float[] {value})));
    }
}

package io.assay.miner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.assay.model.TrainingStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanGradientTest {
    private final MeanGradient mean = new MeanGradient();

    @Test
    void weighsBatchesByTheirTokens() {
        mean.add(new TrainingStep(2, List.of(new float[] {1, 0}, new float[] {4})), 3);
        mean.add(new TrainingStep(6, List.of(new float[] {5, 8}, new float[] {0})), 1);
        assertThat(mean.mean().loss()).isEqualTo(3);
        assertThat(mean.mean().gradients()).containsExactly(new float[] {2, 2}, new float[] {3});
    }

    @Test
    void leavesTheStepsAsTheyAre() {
        var gradient = new float[] {1, 2};
        mean.add(new TrainingStep(2, List.of(gradient)), 3);
        mean.add(new TrainingStep(2, List.of(gradient)), 3);
        assertThat(gradient).containsExactly(1, 2);
    }

    @Test
    void hasNoMeanOfNothing() {
        assertThat(mean.isEmpty()).isTrue();
        assertThatIllegalStateException().isThrownBy(mean::mean);
    }
}

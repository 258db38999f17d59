package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SyncProbeTest {
    private static final String HASH = "ab".repeat(32);

    private final SyncProbe probe = new SyncProbe(Fixtures.tiny());

    @Test
    void positionsAreDifferentAndInsideTheModel() {
        var positions = probe.positions(HASH);
        assertThat(positions).hasSize(40).doesNotHaveDuplicates();
        assertThat(Arrays.stream(positions).boxed())
                .allMatch(at -> at >= 0 && at < Fixtures.tiny().model().parameterCount());
    }

    @Test
    void positionsFollowFromTheHashAlone() {
        assertThat(probe.positions(HASH)).isEqualTo(new SyncProbe(Fixtures.tiny()).positions(HASH));
        assertThat(probe.positions(HASH)).isNotEqualTo(probe.positions("cd".repeat(32)));
    }

    @Test
    void asksForAllValuesOfASmallModel() {
        var hparams = Fixtures.small("""
                {"sync_probe_size": 65536, "model": {"vocab_size": 2, "hidden_size": 2, "num_hidden_layers": 1,
                 "num_attention_heads": 1, "num_key_value_heads": 1, "intermediate_size": 1}}""");
        assertThat(new SyncProbe(hparams).positions(HASH))
                .hasSize((int) hparams.model().parameterCount());
    }

    @Test
    void measuresTheMeanDistanceInSteps() {
        var steps = probe.stepsBehind(new float[] {0.5f, -0.25f}, new float[] {0.25f, 0.25f}, 0.125);
        assertThat(steps.orElseThrow()).isCloseTo(3.0, within(1e-12));
        assertThat(probe.stepsBehind(new float[] {1}, new float[] {1}, 1e-3)).hasValue(0);
    }

    @Test
    void tellsStepsOfTheModel() {
        var hparams = Fixtures.tiny();
        try (var model = Fixtures.model(hparams)) {
            var positions = probe.positions(HASH);
            var before = model.valuesAt(positions);
            model.step(Fixtures.signs(hparams, 1), 1e-3, 0);
            var steps = probe.stepsBehind(before, model.valuesAt(positions), 1e-3);
            assertThat(steps.orElseThrow()).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void isAbsentForWhatCannotBeCompared() {
        var ours = new float[] {1, 2};
        assertThat(probe.stepsBehind(new float[] {1}, ours, 1e-3)).isEmpty();
        assertThat(probe.stepsBehind(new float[] {1, 2, 3}, ours, 1e-3)).isEmpty();
        assertThat(probe.stepsBehind(new float[] {1, Float.NaN}, ours, 1e-3)).isEmpty();
        assertThat(probe.stepsBehind(new float[] {1, Float.NEGATIVE_INFINITY}, ours, 1e-3))
                .isEmpty();
        assertThat(probe.stepsBehind(new float[0], new float[0], 1e-3)).isEmpty();
    }
}

package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.hparams.ParameterShape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitialValuesTest {
    private static final ParameterShape MATRIX = ParameterShape.matrix("lm_head.weight", 301, 333);

    @Test
    void matricesAreNormalWithDeviationTwoHundredths() {
        var values = InitialValues.of(42, MATRIX);
        var moments =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        var mean = Arrays.stream(moments).average().orElseThrow();
        var square = Arrays.stream(moments).map(v -> v * v).average().orElseThrow();
        var fourth = Arrays.stream(moments).map(v -> v * v * v * v).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(3e-4));
        assertThat(Math.sqrt(square)).isCloseTo(0.02, within(2e-4));
        assertThat(fourth / (square * square)).isCloseTo(3, within(0.1));
    }

    @Test
    void normsAreOne() {
        assertThat(InitialValues.of(42, ParameterShape.vector("model.norm.weight", 7)))
                .containsOnly(1);
    }

    @Test
    void followFromSeedAndNameAlone() {
        assertThat(InitialValues.of(42, MATRIX)).isEqualTo(InitialValues.of(42, MATRIX));
        assertThat(InitialValues.of(42, MATRIX)).isNotEqualTo(InitialValues.of(43, MATRIX));
        var other = ParameterShape.matrix("model.embed_tokens.weight", 301, 333);
        assertThat(InitialValues.of(42, MATRIX)).isNotEqualTo(InitialValues.of(42, other));
    }

    /** Another digest would set every worker and miner of a running network apart. */
    @Test
    void neverChange() {
        try (var model = Fixtures.model(Fixtures.small())) {
            assertThat(model.digest()).isEqualTo("18e88e3143c9e8af502433c5f6d1308511fedbd8509c2e10ff1ff05bb0c6a15d");
        }
    }
}

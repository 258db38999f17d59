package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.hparams.LlamaShape;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {
    private static final LlamaShape SHAPE = new LlamaShape(1000, 16, 1, 2, 2, 32, 100, 10_000, 1e-5);

    @Test
    void twoSetsInFloats() {
        var memory = ModelMemory.of(SHAPE, new Computation("cpu", Precision.FP32, 64, 1));
        assertThat(memory.parameters()).isEqualTo(SHAPE.parameterCount() * 4);
        assertThat(memory.trial()).isEqualTo(memory.parameters());
        assertThat(memory.total()).isEqualTo(memory.parameters() + memory.trial() + memory.pass());
    }

    @Test
    void matricesTakeHalfInBfloat16ButTheEmbedding() {
        var memory = ModelMemory.of(SHAPE, new Computation("cpu", Precision.BF16, 64, 1));
        assertThat(memory.trial()).isEqualTo((SHAPE.parameterCount() + 16_000) * 2);
    }

    @Test
    void aPassHasAtLeastOneSequence() {
        var one = ModelMemory.of(SHAPE, new Computation("cpu", Precision.FP32, 1, 1));
        assertThat(one.pass())
                .isEqualTo(ModelMemory.of(SHAPE, new Computation("cpu", Precision.FP32, 100, 1))
                        .pass());
        assertThat(one.pass())
                .isLessThan(ModelMemory.of(SHAPE, new Computation("cpu", Precision.FP32, 200, 1))
                        .pass());
    }

    @Test
    void passesOfTheSameTimeAddUp() {
        var one = ModelMemory.of(SHAPE, new Computation("cpu", Precision.FP32, 200, 1));
        var three = ModelMemory.of(SHAPE, new Computation("cpu", Precision.FP32, 200, 3));
        assertThat(three.pass()).isEqualTo(3 * one.pass());
    }
}

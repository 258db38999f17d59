package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.gradient.PackedSigns;
import io.assay.protocol.hparams.HParams;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForesightTest {
    /** An odd number of values in the first: 259 x 3 and so on; the last one's embedding takes more than one piece. */
    private static HParams shape(String name) {
        return switch (name) {
            case "odd" -> Fixtures.small("""
                    {"sequence_length": 9, "model": {"vocab_size": 259, "hidden_size": 6, "num_hidden_layers": 1,
                     "num_attention_heads": 3, "num_key_value_heads": 1, "intermediate_size": 7,
                     "max_position_embeddings": 12}}""");
            case "tiny" -> Fixtures.tiny();
            default -> Fixtures.small("""
                    {"sequence_length": 9, "model": {"vocab_size": 16411, "hidden_size": 66, "num_hidden_layers": 1,
                     "num_attention_heads": 3, "num_key_value_heads": 1, "intermediate_size": 7,
                     "max_position_embeddings": 12}}""");
        };
    }

    private static SignMove move(HParams hparams, int seed) {
        return new SignMove(Fixtures.signs(hparams, seed), 1e-3 / (1 + seed), 0.3 * seed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd", "tiny", "pieces"})
    void seesWhatAModelComesToThatTakesTheSteps(String name) {
        var hparams = shape(name);
        try (var model = Fixtures.model(hparams);
                var other = Fixtures.model(hparams)) {
            var untouched = model.digest();
            for (var steps = 0; steps < 4; steps++) {
                var before = IntStream.range(0, steps)
                        .mapToObj(seed -> move(hparams, seed))
                        .toList();
                var last = move(hparams, steps);
                var here = other.digest();
                other.step(last.signs(), last.learningRate(), last.weightDecay());
                assertThat(model.foresee(before, last)).isEqualTo(new Foreseen(here, other.digest()));
            }
            assertThat(model.digest()).isEqualTo(untouched);
        }
    }

    @Test
    void aStepOfNothingLeadsToWhereItBegan() {
        var hparams = Fixtures.tiny();
        try (var model = Fixtures.model(hparams)) {
            var here = model.digest();
            assertThat(model.foresee(List.of(), null)).isEqualTo(new Foreseen(here, here));
        }
    }

    @Test
    void seesBeyondWhatIsFinite() {
        var hparams = Fixtures.tiny();
        PackedSigns signs = Fixtures.signs(hparams, 1);
        try (var model = Fixtures.model(hparams)) {
            for (var rate : new double[] {1e-45, 1e38, 1e38, 1e38, 1e38, 1e39, 1e39}) {
                var foreseen = model.foresee(List.of(), new SignMove(signs, rate, 0));
                model.step(signs, rate, 0);
                assertThat(model.digest()).isEqualTo(foreseen.after());
            }
        }
    }

    @Test
    void readsWhileATrialIsOpen() {
        var hparams = Fixtures.tiny();
        try (var model = Fixtures.model(hparams)) {
            var expected = model.foresee(List.of(), move(hparams, 1));
            try (var _ = model.tryStep(Fixtures.signs(hparams, 2), 0.1)) {
                assertThat(model.foresee(List.of(), move(hparams, 1))).isEqualTo(expected);
            }
        }
    }
}

package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.data.ByteTokens;
import io.assay.model.data.TokenBatch;
import io.assay.model.script.LlamaArchive;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanguageModelLossTest {
    private static final TokenBatch FULL = Fixtures.batch(1, 9, 1);
    private static final TokenBatch PADDED = Fixtures.batch(3, 9, 2);

    /** Initial values are too small for attention to matter; a random step makes every part of the model count. */
    private static LanguageModel stirred() {
        var model = Fixtures.model(Fixtures.tiny());
        model.step(Fixtures.signs(Fixtures.tiny(), 7), 0.3, 0);
        return model;
    }

    private static double[] doubles(LanguageModel model) {
        var values = Fixtures.values(model);
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @Test
    void agreesWithScalarMathematicsWithGroupedQueriesAndPadding() {
        try (var model = stirred()) {
            var scalar = new ScalarLlama(Fixtures.tiny().model(), doubles(model));
            assertThat(model.loss(FULL).mean()).isCloseTo(scalar.loss(FULL), within(1e-5));
            assertThat(model.loss(PADDED).mean()).isCloseTo(scalar.loss(PADDED), within(1e-5));
            assertThat(model.loss(FULL).mean()).isGreaterThan(6);
        }
    }

    @Test
    void countsPredictedTokensWithoutFirstOnesAndPadding() {
        try (var model = stirred()) {
            assertThat(model.loss(FULL).tokens()).isEqualTo(8);
            assertThat(model.loss(PADDED).tokens()).isEqualTo(8 + 4 + 8);
        }
    }

    @Test
    void ignoresWhatComesAfterPaddingInARow() {
        try (var model = stirred()) {
            var shortened = new TokenBatch(Arrays.copyOf(PADDED.tokens(), 9), 1, 9);
            var cut = new TokenBatch(Arrays.copyOfRange(PADDED.tokens(), 9, 14), 1, 5);
            var rest = new TokenBatch(Arrays.copyOfRange(PADDED.tokens(), 18, 27), 1, 9);
            assertThat(model.loss(List.of(shortened, cut, rest)))
                    .isCloseTo(model.loss(PADDED).mean(), within(1e-6));
        }
    }

    @Test
    void weighsBatchesByTheirTokens() {
        try (var model = stirred()) {
            var both = model.loss(FULL).plus(model.loss(PADDED));
            assertThat(model.loss(List.of(FULL, PADDED))).isEqualTo(both.sum() / 28);
        }
    }

    @Test
    void repeatsToTheBitInAFreshModel() {
        try (var first = Fixtures.model(Fixtures.tiny());
                var second = Fixtures.model(Fixtures.tiny())) {
            assertThat(first.digest()).isEqualTo(second.digest());
            var loss = first.loss(PADDED);
            for (var repetition = 0; repetition < 5; repetition++) {
                assertThat(first.loss(PADDED)).isEqualTo(loss);
                assertThat(second.loss(PADDED)).isEqualTo(loss);
            }
        }
    }

    @Test
    void startsElsewhereWithAnotherSeed() {
        try (var first = Fixtures.model(Fixtures.small("{\"seed\": 1}"));
                var second = Fixtures.model(Fixtures.small("{\"seed\": 2}"))) {
            assertThat(first.digest()).isNotEqualTo(second.digest());
        }
    }

    @Test
    void isNoNumberWhereNothingIsPredicted() {
        try (var model = Fixtures.model(Fixtures.tiny())) {
            var empty = new TokenBatch(new long[] {1, ByteTokens.PADDING, ByteTokens.PADDING}, 1, 3);
            assertThat(model.loss(empty).tokens()).isZero();
            assertThat(model.loss(List.of(empty))).isNaN();
            assertThatThrownBy(() -> model.gradient(List.of(empty))).hasMessageContaining("predict 0 tokens");
        }
    }

    @Test
    void refusesTokenOutsideVocabulary() {
        try (var model = Fixtures.model(Fixtures.tiny())) {
            var batch = new TokenBatch(new long[] {1, 2, 260}, 1, 3);
            assertThatThrownBy(() -> model.loss(batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("token is 260, allowed: 0..259 by model.vocab_size");
        }
    }

    @Test
    void refusesSequenceLongerThanThePositions() {
        try (var model = Fixtures.model(Fixtures.tiny())) {
            assertThatThrownBy(() -> model.loss(Fixtures.batch(1, 13, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("max_position_embeddings = 12");
        }
    }

    @Test
    void refusesVocabularyWithoutAllBytes() {
        var hparams = Fixtures.small("{\"model\": {\"vocab_size\": 257}}");
        assertThatThrownBy(() -> Fixtures.model(hparams))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model.vocab_size is 257, allowed: >= 258");
    }

    @Test
    void refusesDeviceThatIsNotThere() {
        assertThatThrownBy(() -> LanguageModel.create(Fixtures.engine(), Fixtures.tiny(), "gpu63"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("device is gpu63, allowed: cpu");
        assertThatThrownBy(() -> LanguageModel.create(Fixtures.engine(), Fixtures.tiny(), "abacus"))
                .hasMessageContaining("device is abacus");
    }

    @Test
    void refusesThreadCountBelowOne() {
        assertThatThrownBy(() -> TorchEngine.open(0)).hasMessage("threads is 0, allowed: >= 1");
    }

    /** More words than logits are had at once, and a last part that is smaller; the training step has them all. */
    @Test
    void isTheTrainingStepsLossWhenTheVocabularyTakesSeveralParts() {
        var hparams = Fixtures.small("""
                {"sequence_length": 24, "model": {"vocab_size": 9001, "hidden_size": 12, "num_hidden_layers": 1,
                 "num_attention_heads": 3, "num_key_value_heads": 1, "intermediate_size": 7,
                 "max_position_embeddings": 24}}""");
        var tokens = new Random(5).longs(3 * 24, 0, 9001).toArray();
        long part = LlamaArchive.logitsAtOnce(hparams.model());
        tokens[1] = 0;
        tokens[2] = part - 1;
        tokens[3] = part;
        tokens[4] = 2 * part - 1;
        tokens[5] = 2 * part;
        tokens[6] = 9000;
        Arrays.fill(tokens, 40, 48, ByteTokens.PADDING);
        var batch = new TokenBatch(tokens, 3, 24);
        try (var model = Fixtures.model(hparams)) {
            model.step(Fixtures.signs(hparams, 7), 0.3, 0);
            var expected = model.trainingStep(List.of(batch)).loss();
            assertThat(model.loss(batch).mean()).isCloseTo(expected, within(1e-5));
            assertThat(expected).isGreaterThan(9);
        }
    }
}

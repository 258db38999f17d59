package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainParametersTest {
    @TempDir
    Path folder = Path.of("");

    /** An odd number of values in the first: 259 x 3 and so on; more than one task in the second. */
    private static HParams shape(String name) {
        return switch (name) {
            case "odd" -> Fixtures.small("""
                    {"sequence_length": 9, "model": {"vocab_size": 259, "hidden_size": 6, "num_hidden_layers": 1,
                     "num_attention_heads": 3, "num_key_value_heads": 1, "intermediate_size": 7,
                     "max_position_embeddings": 12}}""");
            case "tiny" -> Fixtures.tiny();
            default -> Fixtures.small();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd", "tiny", "small"})
    void takesTheSameStepsAsAModelToTheBit(String name) {
        var hparams = shape(name);
        try (var model = Fixtures.model(hparams);
                var plain = PlainParameters.create(hparams)) {
            assertThat(plain.digest()).isEqualTo(model.digest());
            for (var seed = 0; seed < 12; seed++) {
                var signs = Fixtures.signs(hparams, seed);
                var before = plain.digest();
                model.step(signs, 1e-3 / (1 + seed), 0.3 * seed);
                plain.step(signs, 1e-3 / (1 + seed), 0.3 * seed);
                assertThat(plain.digest()).isEqualTo(model.digest()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void takesTheSameStepsBeyondWhatIsFinite() {
        var hparams = Fixtures.tiny();
        try (var model = Fixtures.model(hparams);
                var plain = PlainParameters.create(hparams)) {
            for (var rate : new double[] {1e-45, 1e38, 1e38, 1e38, 1e38, 1e39, 1e39}) {
                model.step(Fixtures.signs(hparams, 1), rate, 0);
                plain.step(Fixtures.signs(hparams, 1), rate, 0);
                assertThat(plain.digest()).isEqualTo(model.digest());
            }
        }
    }

    @Test
    void readsWhatAModelWritesAndTheReverse() throws IOException {
        var hparams = Fixtures.tiny();
        var window = Map.of("window", "7");
        try (var model = Fixtures.model(hparams);
                var plain = PlainParameters.create(hparams)) {
            model.step(Fixtures.signs(hparams, 3), 0.01, 0.1);
            model.save(folder.resolve("model"), window);
            plain.load(folder.resolve("model"), window, model.digest());
            assertThat(plain.digest()).isEqualTo(model.digest());

            plain.step(Fixtures.signs(hparams, 4), 0.01, 0.1);
            plain.save(folder.resolve("plain"), window);
            model.load(folder.resolve("plain"), window, plain.digest());
            assertThat(model.digest()).isEqualTo(plain.digest());

            model.save(folder.resolve("again"), window);
            assertThat(folder.resolve("again")).hasSameBinaryContentAs(folder.resolve("plain"));
        }
    }

    @Test
    void refusesAFileOfAnotherDigestAndStaysAsItIs() throws IOException {
        var hparams = Fixtures.tiny();
        var file = folder.resolve("model");
        try (var plain = PlainParameters.create(hparams)) {
            plain.save(file, Map.of());
            plain.step(Fixtures.signs(hparams, 4), 0.01, 0.1);
            var before = plain.digest();
            assertThatThrownBy(() -> plain.load(file, Map.of(), before))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("on the record it is " + before);
            assertThat(plain.digest()).isEqualTo(before);
        }
    }

    @Test
    void refusesSignsOfAnotherModelAndAnyUseOnceClosed() {
        var signs = Fixtures.signs(Fixtures.small(), 1);
        var plain = PlainParameters.create(Fixtures.tiny());
        assertThatThrownBy(() -> plain.step(signs, 1e-3, 0)).hasMessageContaining("signs are " + signs.size());
        plain.close();
        plain.close();
        assertThatThrownBy(plain::digest).isInstanceOf(IllegalStateException.class);
    }
}

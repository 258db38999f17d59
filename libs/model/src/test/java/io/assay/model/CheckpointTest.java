package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.gradient.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    Path folder;

    @Test
    void roundTripKeepsEveryBitAndTheMetadata() throws IOException {
        var file = folder.resolve("model.safetensors");
        try (var saved = Fixtures.model(Fixtures.tiny());
                var loaded = Fixtures.model(Fixtures.tiny())) {
            saved.step(Fixtures.signs(Fixtures.tiny(), 3), 0.01, 0.1);
            saved.save(file, Map.of("window", "12"));
            assertThat(loaded.digest()).isNotEqualTo(saved.digest());
            assertThat(loaded.load(file)).containsOnly(Map.entry("window", "12"), Map.entry("format", "pt"));
            assertThat(loaded.digest()).isEqualTo(saved.digest());
            var batch = Fixtures.batch(2, 9, 1);
            assertThat(loaded.loss(batch)).isEqualTo(saved.loss(batch));
        }
    }

    @Test
    void tensorsHaveHuggingFaceNamesAndShapes() throws IOException {
        var file = folder.resolve("model.safetensors");
        try (var model = Fixtures.model(Fixtures.tiny())) {
            model.save(file, Map.of());
        }
        try (var tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.header().tensors()).hasSize(21);
            assertThat(tensors.floats("model.layers.1.self_attn.k_proj.weight", 8, 16))
                    .hasSize(128);
            assertThat(tensors.floats("model.norm.weight", 16)).containsOnly(1);
        }
    }

    @Test
    void refusesAnotherModelAndStaysAsItIs() throws IOException {
        var file = folder.resolve("model.safetensors");
        var deeper = Fixtures.small("""
                {"sequence_length": 9, "model": {"vocab_size": 260, "hidden_size": 16, "num_hidden_layers": 3,
                 "intermediate_size": 20, "max_position_embeddings": 12}}""");
        try (var model = Fixtures.model(Fixtures.tiny());
                var other = Fixtures.model(deeper)) {
            var before = model.digest();
            other.save(file, Map.of());
            assertThatThrownBy(() -> model.load(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("model.layers.2");
            model.save(file, Map.of());
            assertThatThrownBy(() -> other.load(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("it is of another model");
            assertThat(model.digest()).isEqualTo(before);
        }
    }

    @Test
    void refusesAFileCutShort() throws IOException {
        var file = folder.resolve("model.safetensors");
        try (var model = Fixtures.model(Fixtures.tiny())) {
            model.save(file, Map.of());
            var bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
            var before = model.digest();
            assertThatThrownBy(() -> model.load(file)).isInstanceOf(IOException.class);
            assertThat(model.digest()).isEqualTo(before);
        }
    }
}

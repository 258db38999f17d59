package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.data.ByteTokens;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.LlamaConfigJson;
import io.assay.protocol.json.LlamaConfigJson.TokenIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint in the hands of a program that shares no code with us: Python, numpy and Hugging Face's mathematics. */
class PythonTest {
    private static final HParams HPARAMS = Fixtures.small("""
            {"sequence_length": 24, "model": {"vocab_size": 260, "hidden_size": 24, "num_hidden_layers": 2,
             "num_attention_heads": 3, "num_key_value_heads": 1, "intermediate_size": 40,
             "max_position_embeddings": 24, "rope_theta": 500.0}}""");

    @TempDir
    Path folder = Path.of("");

    private record Tokens(List<long[]> rows, int padding) {}

    @Test
    void computesTheSameLossFromACheckpoint() throws IOException, InterruptedException {
        var python = Python.withNumpy();
        var batch = Fixtures.batch(3, 24, 5);
        double ours;
        try (var model = Fixtures.model(HPARAMS)) {
            // Far from where it began: attention that is nearly even would not tell one rotary embedding from another.
            for (var seed = 0; seed < 6; seed++) {
                model.step(Fixtures.signs(HPARAMS, seed), 0.1, 0);
            }
            ours = model.loss(List.of(batch));
            model.save(folder.resolve("model.safetensors"), Map.of("window", "7"));
        }
        var ids = new TokenIds(null, ByteTokens.END, ByteTokens.PADDING);
        Files.write(folder.resolve("config.json"), LlamaConfigJson.write(HPARAMS.model(), ids));
        Files.write(
                folder.resolve("tokens.json"),
                JsonMapper.shared().writeValueAsBytes(new Tokens(rows(batch), ByteTokens.PADDING)));

        var answer = JsonMapper.shared().readTree(python.run(script(), folder.toString()));

        assertThat(answer.path("half_split").asDouble()).isCloseTo(ours, within(1e-4));
        assertThat(Math.abs(answer.path("interleaved").asDouble() - ours)).isGreaterThan(1e-2);
    }

    private static List<long[]> rows(TokenBatch batch) {
        return IntStream.range(0, batch.rows())
                .mapToObj(row -> Arrays.copyOfRange(batch.tokens(), row * batch.length(), (row + 1) * batch.length()))
                .toList();
    }

    private Path script() throws IOException {
        var script = folder.resolve("checkpoint_loss.py");
        try (var content = PythonTest.class.getResourceAsStream("checkpoint_loss.py")) {
            return Files.write(script, Objects.requireNonNull(content).readAllBytes());
        }
    }
}

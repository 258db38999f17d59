package io.assay.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints, read back. */
class JsonTest {
    @TempDir
    Path directory;

    private JsonNode inspected(Path file, int exit) throws IOException {
        var hparams = Files.writeString(directory.resolve("hparams.json"), Samples.HPARAMS);
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(InspectMain.run(new String[] {file.toString(), "--json"}, hparams, stream, stream))
                .isEqualTo(exit);
        return JsonMapper.shared().readTree(out.toByteArray());
    }

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @Test
    void anAcceptedGradient() throws IOException {
        var file = Files.write(directory.resolve("upload"), Samples.safetensors());
        var report = inspected(file, 0);
        assertThat(report.at("/verdict")).isEqualTo(json("{\"accepted\": true}"));
        assertThat(report.at("/file/bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(report.at("/file/sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(report.at("/model/values").asLong()).isEqualTo(7248);
        assertThat(report.at("/expected/window")).isEqualTo(json("{\"value\": 1500, \"from\": \"file\"}"));
        var content = report.at("/content");
        assertThat(content.at("/format").asString()).isEqualTo("safetensors");
        assertThat(content.at("/kind").asString()).isEqualTo("gradient");
        assertThat(content.at("/says/global_step").asString()).isEqualTo("4711");
        assertThat(content.at("/tensorsInAll").asInt()).isEqualTo(42);
        assertThat(content.at("/tensors").size()).isEqualTo(42);
        assertThat(content.at("/fitting").asInt()).isEqualTo(21);
        assertThat(content.at("/parameters/0/figures/range"))
                .isEqualTo(json("{\"rows\": 64, \"columns\": 16, \"used\": 0.03125, \"outside\": 0}"));
        assertThat(content.has("own")).isFalse();
        assertThat(content.has("probe")).isFalse();
    }

    @Test
    void aRefusedGradient() throws IOException {
        var report = inspected(Samples.torch("bad_vals_nan.pt"), 1);
        assertThat(report.at("/verdict")).isEqualTo(json("""
                {"accepted": false, "reason": "value_not_finite",
                 "sentence": "model.layers.0.self_attn.q_proj.weight: value NaN at chunk 0 is not finite",
                 "remedy": "the training diverged: skip such a window, and lower what made it diverge"}"""));
        assertThat(report.at("/expected/uid")).isEqualTo(json("{\"from\": \"not_compared\"}"));
        assertThat(report.at("/content/tensors/1")).isEqualTo(json("""
                {"name": "model.embed_tokens.weightvals", "dtype": "F32", "shape": [1, 1, 32], "bytes": 128,
                 "place": "data/1"}"""));
        assertThat(report.at("/content/parameters/1/figures/notFinite").asInt()).isOne();
        assertThat(report.at("/content/parameters/1/figures/values/max").asDouble())
                .isBetween(0.9, 1.0);
    }

    @Test
    void aDebugObject() throws IOException {
        var content = inspected(Samples.torch("debug-1500-7-v0.2.80.pt"), 1).at("/content");
        assertThat(content.at("/kind").asString()).isEqualTo("debug_object");
        assertThat(content.at("/probe")).isEqualTo(json("{\"parameters\": 21}"));
    }

    @Test
    void whatIsNoContainer() throws IOException {
        var content = inspected(Samples.torch("corrupt_truncated_half.pt"), 1).at("/content");
        assertThat(content.at("/fault").asString()).startsWith("the file does not end with a zip's directory");
        assertThat(content.at("/first/hex").asString()).startsWith("504b0304").hasSize(64);
        assertThat(content.at("/first/looksLike").asString()).startsWith("a zip");
        assertThat(content.has("kind")).isFalse();
    }
}

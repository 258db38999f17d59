package io.assay.model.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.SafetensorsWriter;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.model.Fixtures;
import io.assay.model.InitialModel;
import io.assay.model.LanguageModel;
import io.assay.model.TorchEngine;
import io.assay.model.data.Corpus;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.ParameterShape;
import io.assay.protocol.json.LlamaConfigJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PretrainedModelTest {
    private static final HParams HPARAMS = Fixtures.small();
    private static final List<ParameterShape> PARAMETERS = HPARAMS.model().parameters();
    private static final Function<? super ParameterShape, float[]> SEEDED =
            InitialModel.seeded(HPARAMS).values();

    @TempDir
    Path folder;

    private static String config() {
        var shape = HPARAMS.model();
        return """
                {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": %d, "hidden_size": %d,
                 "num_hidden_layers": %d, "num_attention_heads": %d, "num_key_value_heads": %d, "intermediate_size": %d,
                 "max_position_embeddings": %d, "rope_theta": %s, "rms_norm_eps": %s, "hidden_act": "silu",
                 "rope_scaling": null, "attention_bias": false, "tie_word_embeddings": false, "torch_dtype": "float32",
                 "bos_token_id": 1, "use_cache": true}""".formatted(
                        shape.vocabSize(),
                        shape.hiddenSize(),
                        shape.numHiddenLayers(),
                        shape.numAttentionHeads(),
                        shape.numKeyValueHeads(),
                        shape.intermediateSize(),
                        shape.maxPositionEmbeddings(),
                        shape.ropeTheta(),
                        shape.rmsNormEps());
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }

    private static TensorEntry entry(ParameterShape parameter, Dtype dtype) {
        return parameter.isVector()
                ? TensorEntry.of(parameter.name(), dtype, parameter.columns())
                : TensorEntry.of(parameter.name(), dtype, parameter.rows(), parameter.columns());
    }

    private void write(String file, List<ParameterShape> parameters, Dtype dtype) throws IOException {
        var byName = parameters.stream().collect(Collectors.toMap(ParameterShape::name, each -> each));
        var entries = parameters.stream().map(each -> entry(each, dtype)).toList();
        try (var out = Files.newOutputStream(folder.resolve(file))) {
            SafetensorsWriter.write(out, Map.of("format", "pt"), entries, (entry, sink) -> {
                var values = SEEDED.apply(Objects.requireNonNull(byName.get(entry.name())));
                if (dtype == Dtype.F32) {
                    sink.floats(values);
                } else {
                    sink.shorts(narrowed(values, dtype));
                }
            });
        }
    }

    /** Cut off to BF16, rounded to F16. */
    private static short[] narrowed(float[] values, Dtype dtype) {
        var bits = new short[values.length];
        for (var i = 0; i < bits.length; i++) {
            bits[i] = dtype == Dtype.BF16
                    ? (short) (Float.floatToRawIntBits(values[i]) >>> 16)
                    : Float.floatToFloat16(values[i]);
        }
        return bits;
    }

    private static LanguageModel model(PretrainedModel pretrained) {
        return LanguageModel.create(TorchEngine.open(1), HPARAMS, "cpu", pretrained.initial(Corpus.NO_PADDING));
    }

    @Test
    void beginsWithACheckpointOfAnotherSubnet() throws IOException {
        var ids = new LlamaConfigJson.TokenIds(null, 1, 0);
        Files.write(folder.resolve("config.json"), LlamaConfigJson.write(HPARAMS.model(), ids));
        try (var published = LanguageModel.create(TorchEngine.open(1), HPARAMS, "cpu")) {
            published.save(folder.resolve("model.safetensors"), Map.of("window", "7"));
            try (var pretrained = PretrainedModel.open(folder);
                    var model = model(pretrained)) {
                pretrained.config().require(HPARAMS.model());
                assertThat(pretrained.digest()).isEqualTo(published.digest());
                assertThat(model.digest()).isEqualTo(published.digest());
            }
        }
    }

    @Test
    void aModelBeginsAsItsFilesSay() throws IOException {
        config(config());
        write("model.safetensors", PARAMETERS, Dtype.F32);
        try (var pretrained = PretrainedModel.open(folder);
                var model = model(pretrained);
                var seeded = LanguageModel.create(TorchEngine.open(1), HPARAMS, "cpu")) {
            pretrained.config().require(HPARAMS.model());
            assertThat(pretrained.config().shape()).isEqualTo(HPARAMS.model());
            assertThat(model.digest()).isEqualTo(seeded.digest()).isEqualTo(pretrained.digest());
        }
    }

    @Test
    void withoutPaddingEveryTokenIsPredicted() throws IOException {
        config(config());
        write("model.safetensors", PARAMETERS, Dtype.F32);
        var tokens = new long[] {5, 257, 257, 9};
        try (var pretrained = PretrainedModel.open(folder);
                var all = model(pretrained);
                var padded = LanguageModel.create(TorchEngine.open(1), HPARAMS, "cpu")) {
            var every = all.loss(new TokenBatch(tokens, 1, 4, Corpus.NO_PADDING));
            var some = padded.loss(new TokenBatch(tokens, 1, 4));
            assertThat(every.tokens()).isEqualTo(3);
            assertThat(some.tokens()).isEqualTo(1);
            assertThat(every.sum()).isGreaterThan(some.sum() + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Dtype.class,
            names = {"BF16", "F16"})
    void narrowTensorsAreWidenedExactly(Dtype dtype) throws IOException {
        config(config());
        write("model.safetensors", PARAMETERS, dtype);
        try (var pretrained = PretrainedModel.open(folder);
                var model = model(pretrained)) {
            for (var parameter : PARAMETERS) {
                var bits = narrowed(SEEDED.apply(parameter), dtype);
                var values = pretrained.values(parameter);
                for (var i = 0; i < bits.length; i++) {
                    var exact =
                            dtype == Dtype.BF16 ? Float.intBitsToFloat(bits[i] << 16) : Float.float16ToFloat(bits[i]);
                    assertThat(values[i]).isEqualTo(exact);
                }
            }
            assertThat(model.digest()).isEqualTo(pretrained.digest());
        }
    }

    @Test
    void severalFilesAreTheSameModel() throws IOException {
        config(config());
        write("model.safetensors", PARAMETERS, Dtype.F32);
        String whole;
        try (var pretrained = PretrainedModel.open(folder)) {
            whole = pretrained.digest();
        }
        Files.delete(folder.resolve("model.safetensors"));
        var half = PARAMETERS.size() / 2;
        write("model-00001-of-00002.safetensors", PARAMETERS.subList(0, half), Dtype.F32);
        write("model-00002-of-00002.safetensors", PARAMETERS.subList(half, PARAMETERS.size()), Dtype.F32);
        index("model-00002-of-00002.safetensors");
        assertThat(PretrainedModel.files(folder))
                .containsExactly("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
        try (var pretrained = PretrainedModel.open(folder)) {
            assertThat(pretrained.digest()).isEqualTo(whole);
        }
        index("../model-00002-of-00002.safetensors");
        refuses("weight_map is ../model-00002-of-00002.safetensors, allowed: a file's name, no path");
        index("model-00001-of-00002.safetensors");
        refuses("model-00001-of-00002.safetensors has no tensor ", "copy the model anew");
        index("model-00003-of-00003.safetensors");
        refuses("model-00003-of-00003.safetensors cannot be read");
    }

    private void index(String second) throws IOException {
        var half = PARAMETERS.size() / 2;
        var map = Stream.iterate(0, i -> i < PARAMETERS.size(), i -> i + 1)
                .map(i -> "\"" + PARAMETERS.get(i).name() + "\": \""
                        + (i < half ? "model-00001-of-00002.safetensors" : second) + "\"")
                .collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {" + map + "}}");
    }

    @Test
    void aTiedHeadBeginsAsTheEmbedding() throws IOException {
        config(config().replace("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": true"));
        write("model.safetensors", PARAMETERS.subList(0, PARAMETERS.size() - 1), Dtype.F32);
        try (var pretrained = PretrainedModel.open(folder)) {
            assertThat(pretrained.config().tied()).isTrue();
            assertThat(pretrained.values(PARAMETERS.getLast())).isEqualTo(pretrained.values(PARAMETERS.getFirst()));
        }
        config(config());
        refuses("has no tensor lm_head.weight");
    }

    @Test
    void refusesTensorsOfAnotherModel() throws IOException {
        config(config().replaceFirst("\"num_hidden_layers\": \\d+", "\"num_hidden_layers\": 1"));
        write("model.safetensors", PARAMETERS, Dtype.F32);
        refuses("has the tensor model.layers.1.", "allowed: the tensors of LlamaForCausalLM");

        config(config().replaceFirst("\"intermediate_size\": \\d+", "\"intermediate_size\": 7"));
        try (var pretrained = PretrainedModel.open(folder)) {
            assertThatExceptionOfType(UnusableModelException.class)
                    .isThrownBy(pretrained::digest)
                    .withMessageContaining("mlp.gate_proj.weight has the shape");
        }
    }

    @Test
    void refusesValuesThatAreNotFinite() throws IOException {
        config(config());
        var entries = PARAMETERS.stream().map(each -> entry(each, Dtype.F32)).toList();
        try (var out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
            SafetensorsWriter.write(out, Map.of(), entries, (entry, sink) -> {
                var values = new float[(int) entry.elements()];
                values[values.length - 1] = entry.name().equals("model.norm.weight") ? Float.NaN : 1;
                sink.floats(values);
            });
        }
        try (var pretrained = PretrainedModel.open(folder)) {
            assertThatExceptionOfType(UnusableModelException.class)
                    .isThrownBy(pretrained::digest)
                    .withMessageContaining("model.norm.weight has NaN at ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model_type\": \"llama\" | \"model_type\": \"qwen2\" | model_type is \"qwen2\", allowed: llama",
                "LlamaForCausalLM | LlamaForSequenceClassification | allowed: LlamaForCausalLM",
                "\"rope_scaling\": null | \"rope_scaling\": {\"factor\": 8.0} | rope_scaling is {\"factor\":8.0}, allowed: null",
                "\"attention_bias\": false | \"attention_bias\": true | attention_bias is true, allowed: false",
                "\"use_cache\": true | \"mlp_bias\": true | mlp_bias is true, allowed: false",
                "\"use_cache\": true | \"sliding_window\": 4096 | sliding_window is 4096, allowed: null",
                "\"use_cache\": true | \"use_sliding_window\": true | use_sliding_window is true, allowed: false",
                "\"use_cache\": true | \"head_dim\": 7 | head_dim is 7, allowed: hidden_size / num_attention_heads",
                "\"use_cache\": true | \"quantization_config\": {} | quantization_config is {}, allowed: none",
                "\"use_cache\": true | \"partial_rotary_factor\": 0.5 | partial_rotary_factor is 0.5, allowed: 1",
                "\"use_cache\": true | \"rope_parameters\": {\"rope_type\": \"yarn\"} | rope_parameters.rope_type is yarn",
                "\"hidden_act\": \"silu\" | \"hidden_act\": \"gelu\" | hidden_act is \"gelu\", allowed: silu",
                "\"hidden_size\" | \"hiden_size\" | has no hidden_size",
                "\"bos_token_id\": 1 | \"bos_token_id\": 1, \"bos_token_id\": 2 | is no JSON",
                "\"use_cache\": true | \"num_key_value_heads\": 2000 | is no JSON",
            })
    void refusesOtherModelsByFieldAndValue(String what, String by, String said) throws IOException {
        assertThat(config()).contains(what);
        config(config().replace(what, by));
        write("model.safetensors", PARAMETERS, Dtype.F32);
        refuses("config.json", said);
    }

    @Test
    void takesTheDefaultsOfTransformers() throws IOException {
        var shape = HPARAMS.model();
        config("""
                {"model_type": "llama", "vocab_size": %d, "hidden_size": %d, "num_hidden_layers": %d,
                 "num_attention_heads": %d, "intermediate_size": %d, "rope_parameters": {"rope_theta": 500000.0}}""".formatted(
                        shape.vocabSize(),
                        shape.hiddenSize(),
                        shape.numHiddenLayers(),
                        shape.numAttentionHeads(),
                        shape.intermediateSize()));
        var read = LlamaConfig.in(folder);
        assertThat(read.tied()).isFalse();
        assertThat(read.shape().numKeyValueHeads()).isEqualTo(shape.numAttentionHeads());
        assertThat(read.shape().maxPositionEmbeddings()).isEqualTo(2048);
        assertThat(read.shape().rmsNormEps()).isEqualTo(1e-6);
        assertThat(read.shape().ropeTheta()).isEqualTo(500000);
    }

    @ParameterizedTest
    @CsvSource({"rope_theta, 500.5, 500.5", "num_hidden_layers, 3, 3", "max_position_embeddings, 4096, 4096"})
    void refusesParametersOfAnotherShape(String field, String wanted, String shown) throws IOException {
        config(config());
        var other = Fixtures.small("{\"model\": {\"" + field + "\": " + wanted + "}}")
                .model();
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> LlamaConfig.in(folder).require(other))
                .withMessageContaining("the subnet's parameters have model." + field + " " + shown)
                .withMessageContaining("./assay data model");
    }

    @Test
    void sequencesMayBeShorterThanTheModelAllows() throws IOException {
        config(config().replaceFirst("\"max_position_embeddings\": \\d+", "\"max_position_embeddings\": 8192"));
        LlamaConfig.in(folder).require(HPARAMS.model());
    }

    private void refuses(String... said) {
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> PretrainedModel.open(folder).close())
                .withMessageContainingAll(said);
    }
}

package io.assay.service.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.embedded.EmbeddedS3;
import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.SafetensorsWriter;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.model.data.WordNetCorpus;
import io.assay.model.pretrained.PretrainedModel;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.ParameterShape;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@Timeout(120)
class SubnetModelTest {
    private static final String CONFIG = """
            {"model_type": "llama", "vocab_size": 260, "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
             "num_key_value_heads": 1, "intermediate_size": 12, "max_position_embeddings": 64, "rope_theta": 10000.0,
             "rms_norm_eps": 1e-05}""";

    @TempDir
    Path directory;

    private EmbeddedS3 server;
    private ObjectStore store;
    private WordNetCorpus corpus;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedS3.start(directory.resolve("s3"), 0, "id", "secret");
        store = ObjectStore.connect(new StoreAddress(server.endpoint(), "auto", "id", "secret"));
        store.createBucket("own").block();
        corpus = WordNetCorpus.load(16);
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("config.json"), CONFIG);
        var shape = hparams(null).model();
        var half = shape.parameters().size() / 2;
        var first = shape.parameters().subList(0, half);
        var second = shape.parameters().subList(half, shape.parameters().size());
        write("a.safetensors", first);
        write("b.safetensors", second);
        Files.writeString(
                folder().resolve("model.safetensors.index.json"),
                "{\"weight_map\": {" + map(first, "a.safetensors") + ", " + map(second, "b.safetensors") + "}}");
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private Path folder() {
        return directory.resolve("model");
    }

    private void write(String file, List<ParameterShape> parameters) throws IOException {
        var entries = parameters.stream()
                .map(parameter -> parameter.isVector()
                        ? TensorEntry.of(parameter.name(), Dtype.BF16, parameter.columns())
                        : TensorEntry.of(parameter.name(), Dtype.BF16, parameter.rows(), parameter.columns()))
                .toList();
        try (var out = Files.newOutputStream(folder().resolve(file))) {
            SafetensorsWriter.write(out, Map.of(), entries, (entry, sink) -> {
                var ones = new short[(int) entry.elements()];
                Arrays.fill(ones, (short) (0x3f80 + entry.name().length() % 3));
                sink.shorts(ones);
            });
        }
    }

    private static String map(List<ParameterShape> parameters, String file) {
        return parameters.stream()
                .map(parameter -> "\"" + parameter.name() + "\": \"" + file + "\"")
                .collect(Collectors.joining(", "));
    }

    private void upload() throws IOException {
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                store.put("own", "llama/" + file.getFileName(), Files.readAllBytes(file))
                        .block();
            }
        }
    }

    private static HParams hparams(@Nullable String initial) throws IOException {
        var shipped = HParamsJson.read(Files.readString(Path.of("../../hparams.json")));
        var digest = initial == null ? "null" : "\"" + initial + "\"";
        return HParamsJson.overlay(shipped, """
                {"sequence_length": 16, "initial_values_sha256": %s,
                 "model": {"vocab_size": 260, "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
                           "num_key_value_heads": 1, "intermediate_size": 12, "max_position_embeddings": 16}}""".formatted(digest));
    }

    private String digest() {
        try (var model = PretrainedModel.open(folder())) {
            return model.digest();
        }
    }

    private SourceSettings inBucket() {
        return new SourceSettings(
                null,
                null,
                null,
                "llama",
                null,
                "auto",
                null,
                null,
                null,
                directory.resolve("cache"),
                DataSize.ofMegabytes(1));
    }

    private SubnetModel open(SourceSettings settings, @Nullable String initial) throws IOException {
        var own = new StoreSettings(server.endpoint().toString(), "auto", "own", "id", "secret");
        return SubnetModel.open(settings, () -> own, hparams(initial), corpus);
    }

    private void hasItsValues(SubnetModel model) throws IOException {
        assertThat(model.initial().padding()).isEqualTo(257);
        for (var parameter : hparams(null).model().parameters()) {
            var expected = Float.intBitsToFloat((0x3f80 + parameter.name().length() % 3) << 16);
            assertThat(model.initial().values().apply(parameter))
                    .hasSize((int) parameter.size())
                    .containsOnly(expected);
        }
    }

    @Test
    void beginsFromTheSeedWhereNothingIsNamed() throws IOException {
        try (var model = open(SourceSettings.ofFolders(null, null), null)) {
            assertThat(model.initial().values().apply(ParameterShape.vector("model.norm.weight", 8)))
                    .containsOnly(1);
        }
    }

    @Test
    void beginsFromAFolder() throws IOException {
        try (var model = open(SourceSettings.ofFolders(null, folder()), digest())) {
            hasItsValues(model);
        }
    }

    @Test
    void beginsFromABucketAndIsFetchedOnce() throws IOException {
        upload();
        try (var model = open(inBucket(), digest())) {
            hasItsValues(model);
        }
        server.close();
        try (var model = open(inBucket(), digest())) {
            hasItsValues(model);
        }
        assertThat(directory.resolve("cache")).isDirectoryContaining("glob:**/model-" + digest());
    }

    @Test
    void settingsAndParametersMustFit() throws IOException {
        var other = "cd".repeat(32);
        refuses(SourceSettings.ofFolders(null, folder()), null, "the parameters have no initial_values_sha256");
        refuses(SourceSettings.ofFolders(null, null), other, "no setting says where it is");
        refuses(SourceSettings.ofFolders(null, folder()), other, "have the SHA-256 " + digest());
        refuses(SourceSettings.ofFolders(null, directory), other, "config.json cannot be read");
        Files.writeString(folder().resolve("config.json"), CONFIG.replace("10000.0", "500000.0"));
        refuses(SourceSettings.ofFolders(null, folder()), other, "config.json has rope_theta 500000, the subnet's");
    }

    @Test
    void aModelThatIsNotWholeIsNotKept() throws IOException {
        refuses(inBucket(), digest(), "own/llama/config.json is missing");
        upload();
        Files.delete(directory.resolve("s3/own/llama/b.safetensors"));
        refuses(inBucket(), digest(), "own/llama/b.safetensors is missing");
        assertThat(directory.resolve("cache")).isEmptyDirectory();
        server.close();
        refuses(inBucket(), digest(), "own/llama/config.json");
    }

    private void refuses(SourceSettings settings, @Nullable String initial, String said) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> open(settings, initial).close())
                .withMessageContaining(said);
    }
}

package io.assay.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.SafetensorsWriter;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.model.shards.IndexFile;
import io.assay.model.shards.ShardFolder;
import io.assay.model.shards.ShardedCorpus;
import io.assay.model.shards.TokenType;
import io.assay.protocol.hparams.LlamaShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DatasetMainTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path tokenizer = Path.of("");
    private Path text = Path.of("");

    @BeforeEach
    void write() throws IOException {
        tokenizer = folder.resolve("tokenizer.json");
        try (var resource = DatasetMainTest.class.getResourceAsStream("tokenizer.json")) {
            Files.write(tokenizer, Objects.requireNonNull(resource).readAllBytes());
        }
        text = Files.writeString(folder.resolve("text.txt"), "the cat\nthe the z cat cat\n");
    }

    private int run(Object... words) {
        out.reset();
        err.reset();
        var args = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
        return DatasetMain.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String said() {
        return err.toString(UTF_8);
    }

    private Path shards() {
        return folder.resolve("shards");
    }

    private List<Long> tokens() {
        var index = IndexFile.in(shards()).index();
        var corpus = new ShardedCorpus(index, new ShardFolder(shards()), 2);
        var all = new ArrayList<Long>();
        for (var i = 0; i < corpus.sequences(); i++) {
            var pair = new long[2];
            corpus.read(i, pair, 0);
            all.addAll(List.of(pair[0], pair[1]));
        }
        return all;
    }

    @Test
    void makesShardsByATokenizer() {
        assertThat(run(
                        "build",
                        "--out",
                        shards(),
                        "--tokenizer",
                        tokenizer,
                        "--eos",
                        "</s>",
                        "--documents",
                        "lines",
                        text))
                .isZero();
        assertThat(tokens()).containsExactly(9L, 11L, 20L, 9L, 9L, 0L, 11L, 11L);
        var index = IndexFile.in(shards());
        assertThat(index.index().tokens()).isEqualTo(9);
        assertThat(index.index().vocabularySize()).isEqualTo(21);
        assertThat(index.index().eos()).isEqualTo(20);
        assertThat(index.index().padding()).isNull();
        assertThat(index.index().dtype()).isEqualTo(TokenType.UINT16);
        assertThat(index.index().tokenizer().name()).isEqualTo("tokenizer.json");
        assertThat(index.index().tokenizer().sha256()).hasSize(64);
        assertThat(MAPPER.readTree(out.toByteArray()).path("dataset_sha256").asString())
                .isEqualTo(index.sha256());
    }

    @Test
    void neverCutsLongTextsNorFillsShortOnes() throws IOException {
        Files.writeString(text, "cat\n" + "the ".repeat(20_000) + "\ncat\n");
        assertThat(run(
                        "build",
                        "--out",
                        shards(),
                        "--tokenizer",
                        tokenizer,
                        "--eos",
                        "</s>",
                        "--documents",
                        "lines",
                        text))
                .isZero();
        assertThat(IndexFile.in(shards()).index().tokens()).isEqualTo(20_005);
        assertThat(tokens()).startsWith(11L, 20L, 9L, 9L).endsWith(9L, 9L, 20L, 11L);
    }

    @Test
    void takesSpecialTokensFromTheFileBeside() throws IOException {
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"eos_token\": {\"content\": \"</s>\"}, \"pad_token\": \"<pad>\", \"bos_token\": null}");
        assertThat(run("build", "--out", shards(), "--tokenizer", tokenizer, text))
                .isZero();
        assertThat(IndexFile.in(shards()).index().eos()).isEqualTo(20);
        assertThat(IndexFile.in(shards()).index().padding()).isEqualTo(1);
        assertThat(tokens()).containsExactly(9L, 11L, 9L, 9L, 0L, 11L, 11L, 20L);
    }

    @Test
    void paddingThatEndsDocumentsIsNone() {
        assertThat(run(
                        "build",
                        "--out",
                        shards(),
                        "--tokenizer",
                        tokenizer,
                        "--eos",
                        "</s>",
                        "--padding",
                        "</s>",
                        text))
                .isZero();
        assertThat(IndexFile.in(shards()).index().padding()).isNull();
    }

    @Test
    void makesShardsOfBytes() throws IOException {
        Files.writeString(text, "aé\n");
        assertThat(run("build", "--out", shards(), text, text)).isZero();
        assertThat(tokens()).containsExactly(97L, 195L, 169L, 10L, 256L, 97L, 195L, 169L, 10L, 256L);
        assertThat(IndexFile.in(shards()).index().padding()).isEqualTo(257);
    }

    @Test
    void verifiesWhatItMadeAndNamesWhatIsDamaged() throws IOException {
        Files.writeString(text, "0123456789abcdef".repeat(200));
        run("build", "--out", shards(), "--shard-tokens", 1024, text);
        assertThat(run("verify", shards())).isZero();
        assertThat(said()).contains("3201 tokens in 4 shards, UINT16, vocabulary 258, tokenizer bytes");
        assertThat(out.toString(UTF_8)).contains("dataset_sha256");

        var second = shards().resolve("shard-000001.bin");
        var content = Files.readAllBytes(second);
        content[0] ^= 1;
        Files.write(second, content);
        Files.delete(shards().resolve("shard-000002.bin"));
        assertThat(run("verify", shards())).isEqualTo(1);
        assertThat(said())
                .contains(second + " has the SHA-256", "shard-000002.bin is missing", "2 of 4 shards are damaged")
                .doesNotContain("shard-000000", "shard-000003");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void tellsHowAModelIsNamed() throws IOException {
        var model = Files.createDirectories(folder.resolve("model"));
        var shape = new LlamaShape(8, 4, 1, 2, 1, 6, 16, 10000, 1e-6);
        Files.writeString(model.resolve("config.json"), """
                {"model_type": "llama", "vocab_size": 8, "hidden_size": 4, "num_hidden_layers": 1,
                 "num_attention_heads": 2, "num_key_value_heads": 1, "intermediate_size": 6,
                 "max_position_embeddings": 16, "tie_word_embeddings": true}""");
        var entries = shape.parameters().stream()
                .filter(parameter -> !parameter.name().equals("lm_head.weight"))
                .map(parameter -> parameter.isVector()
                        ? TensorEntry.of(parameter.name(), Dtype.F32, parameter.columns())
                        : TensorEntry.of(parameter.name(), Dtype.F32, parameter.rows(), parameter.columns()))
                .toList();
        try (var file = Files.newOutputStream(model.resolve("model.safetensors"))) {
            SafetensorsWriter.write(
                    file, Map.of(), entries, (entry, sink) -> sink.floats(new float[(int) entry.elements()]));
        }
        assertThat(run("model", model)).isZero();
        var told = MAPPER.readTree(out.toByteArray());
        assertThat(told.path("initial_values_sha256").asString()).hasSize(64);
        assertThat(MAPPER.treeToValue(told.path("model"), LlamaShape.class)).isEqualTo(shape);
        assertThat(said()).contains("the output head begins as the embedding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | a command is missing",
                "make | there is no command make",
                "build --out OUT | a file of text is missing",
                "build TEXT | --out is missing",
                "build --out OUT --documents words TEXT | --documents is words, allowed: files, lines",
                "build --out OUT --eos x TEXT | --eos and --padding belong to a --tokenizer",
                "build --out OUT --shard-tokens 5 TEXT | --shard-tokens is 5, allowed: 1024..",
                "build --out OUT NONE | there is no file",
                "build --out OUT --tokenizer TOKENIZER TEXT | nothing says what ends a document",
                "build --out OUT --tokenizer TOKENIZER --eos q TEXT | --eos is q, which",
                "build --out OUT --tokenizer TEXT --eos q TEXT | is no JSON",
                "build --out OUT --tokenizer NONE --eos q TEXT | cannot be read",
                "verify OUT | index.json cannot be read",
                "verify | one folder is needed, given: 0",
                "model OUT | config.json cannot be read",
            })
    void saysWhatCannotBeUsed(String words, String said) {
        var args = words.isEmpty()
                ? new Object[0]
                : words.replace("OUT", shards().toString())
                        .replace("TEXT", text.toString())
                        .replace("TOKENIZER", tokenizer.toString())
                        .replace("NONE", folder.resolve("none").toString())
                        .split(" ");
        assertThat(run(args)).isEqualTo(2);
        assertThat(said()).startsWith("assay data: ").contains(said);
        assertThat(shards().resolve("index.json")).doesNotExist();
    }

    @Test
    void neverReplacesShards() {
        assertThat(run("build", "--out", shards(), text)).isZero();
        assertThat(run("build", "--out", shards(), text)).isEqualTo(2);
        assertThat(said()).contains("has an index.json already; name a new folder");
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("usage: ./assay data build");
    }
}

package io.assay.model.shards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.shards.ShardIndex.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexFileTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String GOOD = """
            {"version": 1, "dtype": "uint16", "vocabulary_size": 300, "tokenizer": {"name": "bytes", "sha256": null},
             "padding": 257, "eos": 256,
             "shards": [{"name": "a.bin", "tokens": 10, "bytes": 20, "sha256": "%s"}]}""".formatted(DIGEST);

    private static IndexFile read(String json) {
        return IndexFile.of("index.json", json.getBytes(UTF_8));
    }

    @Test
    void readsWhatItWrites() {
        var index = read(GOOD).index();
        assertThat(index.tokens()).isEqualTo(10);
        assertThat(index.bytes()).isEqualTo(20);
        var again = IndexFile.of("index.json", IndexFile.write(index));
        assertThat(again.index()).isEqualTo(index);
        assertThat(again.sha256()).isEqualTo(FileDigest.sha256(IndexFile.write(index)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": 1 | \"version\": 2 | version is 2, allowed: [1, 1]",
                "uint16 | int8 | int8",
                "300 | 1 | vocabulary_size is 1",
                "300 | 65537 | vocabulary_size is 65537, allowed: [2, 65536]",
                "300 | 4294967296 | 4294967296",
                "257 | 300 | padding is 300, allowed: [0, 299]",
                "257 | 256 | padding is 256 as eos is",
                "a.bin | ../a | shards.name is ../a, allowed: a file's name",
                "a.bin | .a | shards.name is .a",
                "\"tokens\": 10 | \"tokens\": 0 | tokens of a.bin is 0",
                "\"tokens\": 10 | \"tokens\": 4611686018427387904 | tokens of a.bin is 4611686018427387904",
                "\"bytes\": 20 | \"bytes\": 21 | bytes of a.bin is 21, allowed: [20, 20]",
                "0123 | 012X | sha256 of a.bin is 012X",
                "\"shards\": [{ | \"shards\": [], \"x\": [{ | index.json is no index of token shards",
                "\"eos\" | \"eoss\" | eoss",
                "\"tokens\": 10 | \"tokens\": 1.5 | 1.5",
            })
    void refusesWhatDoesNotHoldTogether(String what, String by, String said) {
        assertThat(GOOD).contains(what);
        assertThatExceptionOfType(UnreadableCorpusException.class)
                .isThrownBy(() -> read(GOOD.replaceFirst(Pattern.quote(what), by)))
                .withMessageContaining(said)
                .withMessageContaining("./assay data build");
    }

    @Test
    void refusesTwoShardsOfOneName() {
        var twice = GOOD.replace(
                "[{", "[{\"name\": \"a.bin\", \"tokens\": 1, \"bytes\": 2, \"sha256\": \"" + DIGEST + "\"}, {");
        assertThatThrownBy(() -> read(twice)).hasMessageContaining("the name a.bin twice");
    }

    @Test
    void refusesTokensThatDoNotFitAndFoldersThatAreTaken(@TempDir Path folder) throws IOException {
        var vocabulary = new Vocabulary(10, new TokenizerName("x", DIGEST), null, 9);
        try (var writer = new ShardWriter(folder, vocabulary, 4)) {
            assertThatThrownBy(() -> writer.append(3, 10)).hasMessage("token is 10, allowed: 0..9 by the vocabulary");
            assertThatThrownBy(() -> writer.append(-1)).hasMessageStartingWith("token is -1");
            writer.append(1, 2, 3, 4, 5);
            assertThat(writer.shards()).isEqualTo(1);
            assertThat(writer.tokens()).isEqualTo(6);
            writer.finish();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("index.json", "shard-000000.bin", "shard-000001.bin");
        }
        assertThatThrownBy(() -> new ShardWriter(folder, vocabulary, 4))
                .hasMessageContaining("has an index.json already");
    }

    @Test
    void leavesNothingUnfinishedBehind(@TempDir Path folder) throws IOException {
        try (var writer = new ShardWriter(folder, new Vocabulary(10, new TokenizerName("x", null), null, null), 4)) {
            assertThatThrownBy(writer::finish).hasMessageContaining("there are no tokens");
            writer.append(1, 2);
        }
        assertThat(folder).isEmptyDirectory();
    }
}

package io.assay.model.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.Fixtures;
import io.assay.model.data.AssignedData;
import io.assay.model.data.Corpus;
import io.assay.model.data.TokenBatch;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.data.UnreadableCorpusException.Kind;
import io.assay.model.shards.ShardIndex.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedCorpusTest {
    private static final int LENGTH = 4;
    private static final String HASH = "ab".repeat(32);

    @TempDir
    Path folder;

    /** Tokens 0, 1, 2, ... */
    private IndexFile written(int vocabulary, long tokens, long shardTokens) throws IOException {
        var bytes = new TokenizerName(TokenizerName.BYTES, null);
        try (var writer = new ShardWriter(folder, new Vocabulary(vocabulary, bytes, 3, null), shardTokens)) {
            writer.append(LongStream.range(0, tokens).toArray());
            return writer.finish();
        }
    }

    private ShardedCorpus corpus(IndexFile file) {
        return new ShardedCorpus(file.index(), new ShardFolder(folder), LENGTH);
    }

    private static long[] read(Corpus corpus, long sequence) {
        var tokens = new long[LENGTH + 2];
        Arrays.fill(tokens, -1);
        corpus.read(sequence, tokens, 1);
        assertThat(tokens[0]).isEqualTo(-1);
        assertThat(tokens[LENGTH + 1]).isEqualTo(-1);
        return Arrays.copyOfRange(tokens, 1, LENGTH + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 65_536, 65_537, 1_000_000})
    void readsWhatWasWritten(int vocabulary) throws IOException {
        var file = written(vocabulary, 40, 20);
        assertThat(file.index().dtype()).isEqualTo(vocabulary <= 65_536 ? TokenType.UINT16 : TokenType.UINT32);
        assertThat(file).isEqualTo(IndexFile.in(folder));
        var corpus = corpus(file);
        assertThat(corpus.sequences()).isEqualTo(10);
        assertThat(corpus.vocabularySize()).isEqualTo(vocabulary);
        assertThat(corpus.padding()).isEqualTo(3);
        for (var sequence = 0L; sequence < 10; sequence++) {
            assertThat(read(corpus, sequence))
                    .containsExactly(4 * sequence, 4 * sequence + 1, 4 * sequence + 2, 4 * sequence + 3);
        }
    }

    @Test
    void cutsEachShardByItself() throws IOException {
        var corpus = corpus(written(100, 25, 10));
        assertThat(corpus.sequences()).isEqualTo(5);
        assertThat(read(corpus, 1)).containsExactly(4, 5, 6, 7);
        assertThat(read(corpus, 2)).containsExactly(10, 11, 12, 13);
        assertThat(read(corpus, 4)).containsExactly(20, 21, 22, 23);
    }

    @Test
    void passesOverShardsWithoutAPage() throws IOException {
        var bytes = new TokenizerName(TokenizerName.BYTES, null);
        var whole = written(100, 23, 10).index();
        var shards = whole.shards();
        var index = new ShardIndex(
                1, TokenType.UINT16, 100, bytes, null, null, List.of(shards.get(2), shards.get(0), shards.get(1)));
        var corpus = new ShardedCorpus(index, new ShardFolder(folder), LENGTH);
        assertThat(corpus.padding()).isEqualTo(Corpus.NO_PADDING);
        assertThat(corpus.sequences()).isEqualTo(4);
        assertThat(read(corpus, 0)).containsExactly(0, 1, 2, 3);
        assertThat(read(corpus, 3)).containsExactly(14, 15, 16, 17);
        assertThatThrownBy(() -> read(corpus, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isAssignedAsBuiltInTextIs() throws IOException {
        var corpus = corpus(written(260, 240, 50));
        var data = new AssignedData(
                Fixtures.small("{\"sequence_length\": 4, \"batch_size\": 3, \"assigned_batches\": 5}"), corpus);
        var assigned =
                LongStream.range(0, 5).mapToObj(at -> data.batch(7, 2, at)).toList();
        assertThat(data.own(7, 2, HASH)).isSubsetOf(assigned);
        assertThat(data.random(7, HASH))
                .hasSize(2)
                .extracting(TokenBatch::padding)
                .containsOnly(3);
        assertThat(new HashSet<>(assigned)).hasSize(5);
    }

    @Test
    void isReadByManyAtOnce() throws Exception {
        var corpus = corpus(written(1000, 1000, 100));
        try (var pool = Executors.newFixedThreadPool(8)) {
            var reads = IntStream.range(0, 2000)
                    .mapToObj(i -> (Callable<long[]>) () -> read(corpus, i % 250))
                    .toList();
            var read = pool.invokeAll(reads);
            for (var i = 0; i < read.size(); i++) {
                assertThat(read.get(i).get()[0]).isEqualTo(4L * (i % 250));
            }
        }
    }

    @Test
    void damageNamesFileAndRemedy() throws IOException {
        var file = written(100, 40, 20);
        var second = folder.resolve("shard-000001.bin");
        var content = Files.readAllBytes(second);

        content[5] ^= 1;
        Files.write(second, content);
        assertThat(read(corpus(file), 0)).startsWith(0, 1);
        refuses(
                () -> read(corpus(file), 7),
                Kind.DAMAGED,
                second + " has the SHA-256 ",
                "./assay data verify " + folder);

        Files.write(second, Arrays.copyOf(content, 39));
        refuses(() -> read(corpus(file), 7), Kind.DAMAGED, second + " has 39 bytes, its index says 40");

        Files.delete(second);
        refuses(() -> read(corpus(file), 7), Kind.DAMAGED, second + " is missing");
        refuses(
                () -> IndexFile.in(folder.resolve("none")),
                Kind.DAMAGED,
                "index.json cannot be read",
                "./assay data build");
    }

    @Test
    void whatVanishesAfterItWasCheckedIsMissing() throws IOException {
        var corpus = corpus(written(100, 40, 20));
        assertThat(read(corpus, 0)).startsWith(0, 1);
        Files.delete(folder.resolve("shard-000000.bin"));
        refuses(() -> read(corpus, 0), Kind.DAMAGED, "shard-000000.bin is missing");
    }

    @Test
    void refusesTokensOutsideTheVocabulary() throws IOException {
        var index = written(100, 40, 40).index();
        var narrower =
                new ShardIndex(1, index.dtype(), 30, index.tokenizer(), index.padding(), index.eos(), index.shards());
        var corpus = new ShardedCorpus(narrower, new ShardFolder(folder), LENGTH);
        assertThat(read(corpus, 6)).containsExactly(24, 25, 26, 27);
        refuses(
                () -> read(corpus, 7),
                Kind.DAMAGED,
                "token 30 of shard shard-000000.bin is 30, its index allows: 0..29",
                "make the shards");
    }

    @Test
    void refusesAnIndexWithoutASequence() throws IOException {
        var file = written(100, 9, 3);
        assertThatThrownBy(() -> corpus(file)).hasMessageContaining("no shard has the 4 tokens of a sequence");
    }

    private static void refuses(ThrowingCallable call, Kind kind, String... said) {
        assertThatExceptionOfType(UnreadableCorpusException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .withMessageContainingAll(said);
    }
}

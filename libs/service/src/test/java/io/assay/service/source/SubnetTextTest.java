package io.assay.service.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.embedded.EmbeddedS3;
import io.assay.model.data.Corpus;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.data.UnreadableCorpusException.Kind;
import io.assay.model.data.WordNetCorpus;
import io.assay.model.shards.IndexFile;
import io.assay.model.shards.ShardIndex.Vocabulary;
import io.assay.model.shards.ShardWriter;
import io.assay.model.shards.TokenizerName;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@Timeout(120)
class SubnetTextTest {
    private static final String KEY = "key-id";
    private static final String SECRET = "very-secret-value";
    private static final String BUCKET = "text";

    @TempDir
    Path directory;

    private EmbeddedS3 server;
    private ObjectStore store;
    private IndexFile index;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedS3.start(directory.resolve("s3"), 0, KEY, SECRET);
        store = ObjectStore.connect(new StoreAddress(server.endpoint(), "auto", KEY, SECRET));
        store.createBucket(BUCKET).block();
        var bytes = new TokenizerName(TokenizerName.BYTES, null);
        try (var writer = new ShardWriter(shards(), new Vocabulary(300, bytes, 257, 256), 40)) {
            writer.append(LongStream.range(0, 200).toArray());
            index = writer.finish();
        }
        try (var files = Files.list(shards())) {
            for (var file : files.toList()) {
                store.put(BUCKET, "books/" + file.getFileName(), Files.readAllBytes(file))
                        .block();
            }
        }
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private Path shards() {
        return directory.resolve("shards");
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private static HParams hparams(@Nullable String dataset) throws IOException {
        var shipped = HParamsJson.read(Files.readString(Path.of("../../hparams.json")));
        var digest = dataset == null ? "null" : "\"" + dataset + "\"";
        return HParamsJson.overlay(shipped, "{\"sequence_length\": 10, \"dataset_sha256\": " + digest + "}");
    }

    private SourceSettings inBucket(long cacheBytes) {
        return new SourceSettings(
                null,
                "books",
                null,
                null,
                server.endpoint().toString(),
                "auto",
                BUCKET,
                KEY,
                SECRET,
                cache(),
                DataSize.ofBytes(cacheBytes));
    }

    private StoreSettings own() {
        return new StoreSettings(server.endpoint().toString(), "auto", BUCKET, KEY, SECRET);
    }

    private SubnetText open(SourceSettings settings, @Nullable String dataset) throws IOException {
        return SubnetText.open(settings, this::own, hparams(dataset));
    }

    private static long[] read(Corpus corpus, long sequence) {
        var tokens = new long[10];
        corpus.read(sequence, tokens, 0);
        return tokens;
    }

    private void readsAll(SubnetText text) {
        assertThat(text.corpus().sequences()).isEqualTo(20);
        for (var sequence = 0; sequence < 20; sequence++) {
            assertThat(read(text.corpus(), sequence)).startsWith(10L * sequence, 10L * sequence + 1);
        }
    }

    @Test
    void isBuiltInWhereNothingIsNamed() throws IOException {
        try (var text = open(SourceSettings.ofFolders(null, null), null)) {
            assertThat(text.corpus()).isInstanceOf(WordNetCorpus.class);
        }
    }

    @Test
    void isReadFromAFolder() throws IOException {
        try (var text = open(SourceSettings.ofFolders(shards(), null), index.sha256())) {
            readsAll(text);
        }
    }

    @Test
    void isReadFromABucketThroughACacheThatIsTooSmall() throws IOException {
        try (var text = open(inBucket(170), index.sha256())) {
            readsAll(text);
            readsAll(text);
        }
        try (var files = Files.list(cache())) {
            assertThat(files.count()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void isReadFromTheValidatorsBucketWhereNoOtherIsNamed() throws IOException {
        var settings = new SourceSettings(
                null, "books/", null, null, null, "auto", null, null, null, cache(), DataSize.ofMegabytes(1));
        try (var text = open(settings, index.sha256())) {
            readsAll(text);
        }
    }

    @Test
    void whatIsInTheCacheNeedsNoStore() throws IOException {
        try (var text = open(inBucket(10_000), index.sha256())) {
            readsAll(text);
            server.close();
            readsAll(text);
        }
        server = EmbeddedS3.start(directory.resolve("s3"), 0, KEY, SECRET);
        try (var text = open(inBucket(10_000), index.sha256())) {
            server.close();
            readsAll(text);
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsOutOfReach() throws IOException {
        try (var text = open(inBucket(10_000), index.sha256())) {
            read(text.corpus(), 0);
            server.close();
            refuses(text, 5, Kind.UNREACHABLE, "text/books/shard-000001.bin", "look at the store");
            assertThat(read(text.corpus(), 1)).startsWith(10, 11);
        }
    }

    @Test
    void damageIsNamedAndNeverKept() throws IOException {
        var key = "books/shard-000001.bin";
        var good = Files.readAllBytes(shards().resolve("shard-000001.bin"));
        try (var text = open(inBucket(10_000), index.sha256())) {
            var bad = good.clone();
            bad[3] ^= 1;
            store.put(BUCKET, key, bad).block();
            refuses(text, 4, Kind.DAMAGED, "text/" + key + " has the SHA-256 ", "upload it anew");
            store.put(BUCKET, key, new byte[79]).block();
            refuses(text, 4, Kind.DAMAGED, "text/" + key + " has 79 bytes, its index says 80");
            Files.delete(directory.resolve("s3").resolve(BUCKET).resolve(key));
            refuses(text, 4, Kind.DAMAGED, "text/" + key + " is missing");
            assertThat(cache()).isEmptyDirectory();
            store.put(BUCKET, key, good).block();
            readsAll(text);
        }
    }

    @Test
    void settingsAndParametersMustFit() throws IOException {
        var other = "ab".repeat(32);
        refuses(SourceSettings.ofFolders(shards(), null), null, "the parameters have no dataset_sha256");
        refuses(SourceSettings.ofFolders(null, null), other, "no setting says where it is");
        refuses(SourceSettings.ofFolders(shards(), null), other, "an index with the SHA-256 " + index.sha256());
        refuses(inBucket(10_000), other, "the parameters have dataset_sha256 " + other);
        refuses(SourceSettings.ofFolders(directory, null), other, "index.json cannot be read");
        refuses(inBucket(79), index.sha256(), "assay.data.cache-size is 79 bytes, the largest shard has 80");
        store.put(BUCKET, "books/index.json", new byte[] {'{'}).block();
        refuses(inBucket(10_000), other, "text/books/index.json is no index of token shards");
        server.close();
        refuses(inBucket(10_000), other, "text/books/index.json");
    }

    @Test
    void noTextHasASecret() {
        assertThat(Objects.toString(inBucket(10))).doesNotContain(SECRET);
    }

    private void refuses(SourceSettings settings, @Nullable String dataset, String said) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> open(settings, dataset).close())
                .withMessageContaining(said)
                .withMessageNotContaining(SECRET);
    }

    private static void refuses(SubnetText text, long sequence, Kind kind, String... said) {
        assertThatExceptionOfType(UnreadableCorpusException.class)
                .isThrownBy(() -> read(text.corpus(), sequence))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .withMessageContainingAll(said);
    }
}

package io.assay.service.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.embedded.EmbeddedS3;
import io.assay.protocol.event.PinnedObject;
import io.assay.service.s3.ObjectStoreException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@Timeout(60)
class ObjectStoreTest {
    private static final String SECRET = "very-secret-value";

    @TempDir
    static Path directory;

    private static EmbeddedS3 server;
    private static ObjectStore store;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(directory, 0, "key-id", SECRET);
        store = connect(server.endpoint(), SECRET);
        store.createBucket("own").block();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Test
    void readsWhatItWrote() {
        store.put("own", "read/a", "first".getBytes(UTF_8)).block();
        store.put("own", "read/a", "second".getBytes(UTF_8)).block();
        assertThat(store.get("own", "read/a", null, 100).block()).asString().isEqualTo("second");
        var head = store.head("own", "read/a").blockOptional().orElseThrow();
        assertThat(head.sizeBytes()).isEqualTo(6);
        assertThat(head.lastModified()).isEqualTo(head.lastModified().truncatedTo(ChronoUnit.SECONDS));
        assertThat(store.get("own", "read/a", head.etag(), 6).block()).hasSize(6);
    }

    @Test
    void makesABucketOnce() {
        store.createBucket("twice").block();
        store.put("twice", "kept", new byte[] {1}).block();
        store.createBucket("twice").block();
        assertThat(store.get("twice", "kept", null, 1).block()).containsExactly(1);
    }

    @Test
    void readsAnEmptyObject() {
        store.put("own", "empty", new byte[0]).block();
        assertThat(store.get("own", "empty", null, 0).block()).isEmpty();
        assertThat(store.get("own", "empty", null, 100).block()).isEmpty();
        assertThat(store.get(pinned("empty", new byte[0], 0), 100).block()).isEmpty();
    }

    @Test
    void readsAnObjectOfManyParts() {
        var large = new byte[3_000_001];
        for (var i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        store.put("own", "large", large).block();
        assertThat(store.get("own", "large", null, large.length).block()).isEqualTo(large);
        fails(Kind.TOO_LARGE, "own/large", store.get("own", "large", null, large.length - 1));
        fails(Kind.TOO_LARGE, "own/large", store.get("own", "large", null, 0));
    }

    @Test
    void listsInTheOrderOfKeys() {
        for (var key : new String[] {"list/b", "list/a", "list/c", "other/d"}) {
            store.put("own", key, key.getBytes(UTF_8)).block();
        }
        assertThat(store.list("own", "list/", null).blockOptional().orElseThrow())
                .extracting(ObjectHead::key)
                .containsExactly("list/a", "list/b", "list/c");
        assertThat(store.list("own", "list/", "list/a").blockOptional().orElseThrow())
                .extracting(ObjectHead::key)
                .containsExactly("list/b", "list/c");
        assertThat(store.list("own", "none/", null).blockOptional().orElseThrow())
                .isEmpty();
        assertThat(store.list("own", "list/a", null)
                        .blockOptional()
                        .orElseThrow()
                        .getFirst())
                .isEqualTo(store.head("own", "list/a").blockOptional().orElseThrow());
    }

    @Test
    void leavesWhatIsThere() {
        store.putIfAbsent("own", "once", "first".getBytes(UTF_8)).block();
        store.putIfAbsent("own", "once", "second".getBytes(UTF_8)).block();
        assertThat(store.get("own", "once", null, 100).block()).asString().isEqualTo("first");
    }

    @Test
    void tellsWhatIsAbsent() {
        assertThat(store.head("own", "missing").blockOptional()).isEmpty();
        assertThat(store.head("nowhere", "missing").blockOptional()).isEmpty();
        fails(Kind.ABSENT, "own/missing", store.get("own", "missing", null, 100));
        fails(Kind.ABSENT, "nowhere/missing", store.get("nowhere", "missing", null, 100));
        fails(Kind.ABSENT, "nowhere/p", store.list("nowhere", "p", null));
        fails(Kind.ABSENT, "nowhere/p", store.put("nowhere", "p", new byte[1]));
    }

    @Test
    void noticesAVersionThatIsGone() {
        store.put("own", "versions", "first".getBytes(UTF_8)).block();
        var etag = store.head("own", "versions").blockOptional().orElseThrow().etag();
        store.put("own", "versions", "second".getBytes(UTF_8)).block();
        fails(Kind.CHANGED, "own/versions", store.get("own", "versions", etag, 100));
    }

    @Test
    void noticesAPinnedObjectThatIsAnother() {
        var content = "pinned".getBytes(UTF_8);
        store.put("own", "pinned", content).block();
        assertThat(store.get(pinned("pinned", content, 6), 6).block()).isEqualTo(content);
        fails(Kind.CHANGED, "own/pinned", store.get(pinned("pinned", "qinned".getBytes(UTF_8), 6), 100));
        fails(Kind.CHANGED, "own/pinned", store.get(pinned("pinned", "pin".getBytes(UTF_8), 3), 100));
        fails(Kind.TOO_LARGE, "own/pinned", store.get(pinned("pinned", content, 6), 5));
    }

    @Test
    void isDeniedWithoutTheRightKeys() {
        try (var stranger = connect(server.endpoint(), "another-secret")) {
            fails(Kind.DENIED, "own/a", stranger.get("own", "a", null, 100));
            fails(Kind.DENIED, "own/a", stranger.head("own", "a"));
            fails(Kind.DENIED, "own/a", stranger.put("own", "a", new byte[1]));
            fails(Kind.DENIED, "own/a", stranger.list("own", "a", null));
        }
    }

    @Test
    void isUnavailableWhereNobodyListens() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        try (var nobody = connect(URI.create("http://127.0.0.1:" + port), SECRET)) {
            fails(Kind.UNAVAILABLE, "own/a", nobody.get("own", "a", null, 100));
        }
    }

    private static PinnedObject pinned(String key, byte[] content, long size) {
        return new PinnedObject("own", key, size, Digests.sha256(content));
    }

    private static void fails(Kind kind, String name, Mono<?> call) {
        assertThatExceptionOfType(ObjectStoreException.class)
                .isThrownBy(call::block)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .withMessageContaining(name)
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET, "another-secret"));
    }

    private static ObjectStore connect(URI endpoint, String secret) {
        return ObjectStore.connect(new StoreAddress(endpoint, "us-east-1", "key-id", secret));
    }
}

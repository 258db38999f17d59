package io.assay.service.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.embedded.EmbeddedS3;
import io.assay.service.s3.ObjectStoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@Timeout(60)
class StoreConnectionsTest {
    private static final byte[] CONTENT = "x".repeat(300_000).getBytes(UTF_8);
    private static final String SECRET = "very-secret-value";

    @TempDir
    static Path directory;

    private static EmbeddedS3 server;
    private static StoreConnections connections;
    private static ObjectStore store;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(directory.resolve("s3"), 0, "key-id", SECRET);
        connections = StoreConnections.of(8, true);
        store = connections.to(address(server.endpoint()));
        store.createBucket("miner").block();
        store.put("miner", "a", CONTENT).block();
    }

    @AfterAll
    static void stop() {
        connections.close();
        server.close();
    }

    private static StoreAddress address(URI endpoint) {
        return new StoreAddress(endpoint, "auto", "key-id", SECRET);
    }

    private static Path file() {
        return directory.resolve("fetched");
    }

    private static void fails(Kind kind, Mono<?> request) {
        assertThatExceptionOfType(ObjectStoreException.class)
                .isThrownBy(() -> request.block(Duration.ofSeconds(20)))
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("miner/a").doesNotContain(SECRET));
    }

    @Test
    void fetchesIntoAFileAndDigestsItMeanwhile() throws IOException {
        var head = store.head("miner", "a").blockOptional().orElseThrow();
        var fetched = store.fetch("miner", "a", head.etag(), CONTENT.length, file())
                .blockOptional()
                .orElseThrow();
        assertThat(fetched.head()).isEqualTo(head);
        assertThat(fetched.sha256()).isEqualTo(Digests.sha256(CONTENT));
        assertThat(Files.readAllBytes(fetched.file())).isEqualTo(CONTENT);
    }

    @Test
    void pinsAFileOnce() {
        store.createBucket("own").block();
        var head = store.head("miner", "a").blockOptional().orElseThrow();
        store.fetch("miner", "a", head.etag(), CONTENT.length, file()).block();
        store.putIfAbsent("own", "pinned", file()).block();
        store.putIfAbsent("own", "pinned", "another".getBytes(UTF_8)).block();
        assertThat(store.get("own", "pinned", null, CONTENT.length).block()).isEqualTo(CONTENT);
    }

    @Test
    void refusesAnotherVersionThanAskedFor() {
        fails(Kind.CHANGED, store.fetch("miner", "a", "\"0123456789abcdef\"", CONTENT.length, file()));
    }

    @Test
    void cutsOffWhatIsLargerThanAllowed() throws IOException {
        var head = store.head("miner", "a").blockOptional().orElseThrow();
        fails(Kind.TOO_LARGE, store.fetch("miner", "a", head.etag(), 1000, file()));
        assertThat(Files.size(file())).isLessThanOrEqualTo(1000);
    }

    @Test
    void aFileThatCannotBeWrittenIsNoStoresFault() {
        var head = store.head("miner", "a").blockOptional().orElseThrow();
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> store.fetch(
                                "miner", "a", head.etag(), CONTENT.length, directory.resolve("no/such/folder"))
                        .block());
    }

    @Test
    void connectsToNoPrivateAddressUnlessAllowed() {
        try (var guarded = StoreConnections.of(8, false)) {
            var local = guarded.to(address(server.endpoint()));
            fails(Kind.ADDRESS_REFUSED, local.head("miner", "a"));
            var named =
                    guarded.to(address(URI.create(server.endpoint().toString().replace("127.0.0.1", "localhost"))));
            fails(Kind.ADDRESS_REFUSED, named.head("miner", "a"));
        }
    }

    /** Each host has a pool of its own, whose first connection is the one whose failure is easily lost. */
    @Test
    void tellsOfEveryRefusalAtOnce() {
        try (var guarded = StoreConnections.of(8, false)) {
            for (var host = 1; host <= 250; host++) {
                var local = guarded.to(address(URI.create("http://127.0.0." + host + ":9")));
                fails(Kind.ADDRESS_REFUSED, local.head("miner", "a"));
            }
        }
    }

    @Test
    void followsNoRedirect() throws IOException {
        var elsewhere = new AtomicLong();
        try (var target = new Fault(exchange -> elsewhere.incrementAndGet());
                var redirecting = new Fault(exchange -> {
                    exchange.getResponseHeaders().set("Location", target.uri() + "/miner/a");
                    exchange.sendResponseHeaders(307, -1);
                })) {
            fails(Kind.REDIRECTED, connections.to(address(redirecting.uri())).head("miner", "a"));
            fails(Kind.REDIRECTED, connections.to(address(redirecting.uri())).fetch("miner", "a", "\"e\"", 10, file()));
        }
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void readsNoEndlessErrorText() throws IOException {
        var sent = new AtomicLong();
        try (var endless = new Fault(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            var part = new byte[1 << 16];
            for (var i = 0; i < 4096; i++) {
                exchange.getResponseBody().write(part);
                sent.addAndGet(part.length);
            }
        })) {
            fails(Kind.UNAVAILABLE, connections.to(address(endless.uri())).fetch("miner", "a", "\"e\"", 10, file()));
        }
        assertThat(sent.get()).isLessThan(1 << 26);
    }

    @Test
    void anAnswerThatEndsEarlyIsNoObject() throws IOException {
        try (var cut = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPart(cut));
            var uri = URI.create("http://127.0.0.1:" + cut.getLocalPort());
            fails(Kind.UNAVAILABLE, connections.to(address(uri)).fetch("miner", "a", "\"e\"", 2000, file()));
        }
    }

    private static void answerInPart(ServerSocket server) {
        try (var socket = server.accept()) {
            assertThat(socket.getInputStream().read()).isPositive();
            var head = "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(400);
            socket.getOutputStream().write(head.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store that answers as it should not. */
    private record Fault(HttpServer http) implements AutoCloseable {
        interface Answer {
            void to(HttpExchange exchange) throws IOException;
        }

        Fault(Answer answer) throws IOException {
            this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", exchange -> {
                try (exchange) {
                    answer.to(exchange);
                }
            });
            http.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}

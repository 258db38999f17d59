package io.assay.ingest.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.chain.BucketCommitment;
import io.assay.chain.Neuron;
import io.assay.chain.key.Hotkey;
import io.assay.gradient.GradientLayout;
import io.assay.ingest.bucket.BucketEndpoint;
import io.assay.ingest.bucket.MinerStores;
import io.assay.ingest.bucket.ReadingTerms;
import io.assay.ingest.bucket.Spool;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.core.ChainBlock;
import io.assay.ingest.core.SketchKeys;
import io.assay.ingest.core.WindowEnd;
import io.assay.ingest.core.WindowLedger;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.s3.StoreConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Hints while a look is running, on an empty bucket that answers when it is let. */
@Timeout(60)
class HintedLookTest {
    private static final String HOTKEY = Hotkey.fromUri("//Alice").address();
    private static final BucketCommitment BUCKET = new BucketCommitment("b".repeat(32), "k".repeat(32), "s".repeat(64));
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final StoreConnections connections = StoreConnections.of(4, true);
    private HttpServer server;
    private ObjectStore own;
    private UploadReader reader;
    private UploadCollection collection;
    private WindowEnd closing;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var hparams = HParamsJson.read(Files.readString(Path.of("..", "hparams.json")));
        own = ObjectStore.connect(new StoreAddress(uri, "auto", "k", "s"));
        reader = new UploadReader(
                new MinerStores(connections, new BucketEndpoint(uri.toString()), "auto"),
                own,
                Spool.open(directory, 1),
                new ReadingTerms(
                        GradientLayout.of(hparams), SketchKeys.of(new byte[32]), "own", DEADLINE, DEADLINE, null),
                new SimpleMeterRegistry());
        closing = closing(hparams);
        collection = new UploadCollection(
                reader, new WindowLedger(), _ -> Mono.empty(), new WindowTuning(1, Duration.ZERO, Duration.ZERO));
    }

    private static WindowEnd closing(HParams hparams) {
        var roster = List.of(new RosterEntry(0, HOTKEY, true));
        var opened = new WindowOpened(3, 1, 1, 7, Instant.now(), roster, List.of(), List.of(), "0".repeat(64));
        return WindowEnd.of(hparams, opened, new ChainBlock(14, "0x" + "ab".repeat(32), Instant.now()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            answers.acquire();
            exchange.sendResponseHeaders(404, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Neuron> miners() {
        return List.of(new Neuron(0, HOTKEY, 0, false, 0, 0, 0, 0, BUCKET, 0));
    }

    @AfterEach
    void close() {
        answers.release(100);
        collection.close();
        reader.close();
        own.close();
        connections.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void awaitAsked(int times) throws InterruptedException {
        while (asked.get() < times) {
            Thread.sleep(5);
        }
    }

    @Test
    void anotherLookFollowsTheOneThatIsRunningAndOneOnly() throws InterruptedException {
        collection.begin(closing, miners(), Instant.EPOCH);
        awaitAsked(1);
        for (var i = 0; i < 10; i++) {
            assertThat(collection.hint(1, HOTKEY)).isTrue();
        }
        assertThat(asked).hasValue(1);
        answers.release();
        awaitAsked(2);
        answers.release(100);
        // A third one would have been asked for before the last one of all.
        collection.finish(closing, miners()).block();
        assertThat(asked).hasValue(3);
    }

    @Test
    void withoutALookThatIsRunningAHintIsFollowedByOne() throws InterruptedException {
        answers.release(100);
        collection.begin(closing, miners(), Instant.EPOCH);
        awaitAsked(1);
        assertThat(collection.hint(1, HOTKEY)).isTrue();
        awaitAsked(2);
        assertThat(collection.hint(2, HOTKEY)).isFalse();
        assertThat(collection.hint(1, "5Nobody")).isFalse();
    }
}

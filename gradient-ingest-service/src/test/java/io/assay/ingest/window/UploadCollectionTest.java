package io.assay.ingest.window;

import static io.assay.ingest.TestBuckets.WINDOW;
import static io.assay.ingest.TestBuckets.bucket;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Neuron;
import io.assay.embedded.RoughRoute.Fate;
import io.assay.ingest.TestBuckets;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.core.WindowEnd;
import io.assay.ingest.core.WindowLedger;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@Timeout(60)
class UploadCollectionTest {
    private static final int MINERS = 8;
    private static final WindowTuning TUNING = new WindowTuning(MINERS, Duration.ofSeconds(1), Duration.ZERO);

    @TempDir
    Path directory;

    private final WindowLedger ledger = new WindowLedger();
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private TestBuckets buckets;
    private WindowEnd closing;
    private UploadReader reader;
    private UploadCollection collection;

    @BeforeEach
    void open() throws IOException {
        buckets = new TestBuckets(directory, MINERS);
        closing = buckets.closing(MINERS);
        ledger.apply(closing.window());
        reader = buckets.reader();
        collection = new UploadCollection(reader, ledger, this::tell, TUNING);
    }

    @AfterEach
    void close() {
        collection.close();
        reader.close();
        buckets.close();
    }

    private Mono<Void> tell(Event event) {
        return Mono.fromRunnable(() -> {
            told.add(event);
            ledger.apply(event);
        });
    }

    private static List<Neuron> miners() {
        return IntStream.range(0, MINERS)
                .mapToObj(uid -> new Neuron(
                        uid,
                        bucket(uid).hotkey(),
                        0,
                        false,
                        0,
                        0,
                        0,
                        0,
                        bucket(uid).commitment(),
                        0))
                .toList();
    }

    private void uploadAll() {
        for (var uid = 0; uid < MINERS; uid++) {
            buckets.upload(uid, buckets.gradient(uid, uid), 1);
        }
    }

    private void awaitTold(int count) throws InterruptedException {
        while (told.size() < count) {
            Thread.sleep(5);
        }
    }

    private static boolean of(String path, int... uids) {
        return IntStream.of(uids)
                .anyMatch(uid -> path.contains(bucket(uid).commitment().bucket()));
    }

    @Test
    void badBucketsHoldUpNobody() throws InterruptedException {
        uploadAll();
        buckets.guide((_, path) -> {
            if (of(path, 0, 1)) {
                return new Fate.Silence();
            }
            return of(path, 2) ? new Fate.Refused(500) : new Fate.Passes();
        });
        collection.begin(closing, miners(), buckets.closedAt);
        awaitTold(MINERS - 3);
        assertThat(told).allMatch(GradientArrived.class::isInstance);
        collection.finish(closing, miners()).block();
        assertThat(told).hasSize(MINERS);
        assertThat(told.subList(MINERS - 3, MINERS))
                .allMatch(e -> e instanceof GradientRejected r && r.reason() == RejectReason.BUCKET_UNREADABLE);
    }

    @Test
    void looksOnceAtATimeIntoABucket() throws InterruptedException {
        uploadAll();
        for (var i = 0; i < 20; i++) {
            collection.begin(closing, miners(), buckets.closedAt.plusSeconds(2L * i));
            collection.hint(WINDOW, bucket(3).hotkey());
        }
        awaitTold(MINERS);
        collection.finish(closing, miners()).block();
        assertThat(told).hasSize(MINERS).doesNotHaveDuplicates();
        assertThat(buckets.requests.stream().filter(request -> request.startsWith("GET")))
                .hasSize(MINERS);
    }

    @Test
    void leavesTimeBetweenLooks() throws InterruptedException {
        collection.begin(closing, miners(), buckets.closedAt);
        awaitRequests(MINERS);
        collection.begin(closing, miners(), buckets.closedAt.plusMillis(999));
        assertThat(buckets.requests).hasSize(MINERS);
        // A peer's look of before may still be ending: that peer is looked at in the round after.
        for (int round = 1; buckets.requests.size() < 2 * MINERS; round++) {
            collection.begin(closing, miners(), buckets.closedAt.plusSeconds(round));
            Thread.sleep(5);
        }
    }

    private void awaitRequests(int count) throws InterruptedException {
        while (buckets.requests.size() < count) {
            Thread.sleep(5);
        }
    }

    @Test
    void findsAtOnceWhatItIsToldOf() throws InterruptedException {
        collection.begin(closing, miners(), buckets.closedAt);
        awaitRequests(MINERS);
        buckets.upload(5, buckets.gradient(5, 5), 1);
        while (told.isEmpty()) {
            assertThat(collection.hint(WINDOW, bucket(5).hotkey())).isTrue();
            Thread.sleep(5);
        }
        assertThat(told).hasSize(1).first().isInstanceOf(GradientArrived.class);
        assertThat(collection.hint(WINDOW + 1, bucket(5).hotkey())).isFalse();
        assertThat(collection.hint(WINDOW, bucket(MINERS).hotkey())).isFalse();
    }

    @Test
    void aLookThatBeganBeforeIsFollowedByALastOne() throws InterruptedException {
        var heads = new AtomicInteger();
        var seen = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        buckets.guide((method, path) -> {
            if (of(path, 0) && method.equals("HEAD") && heads.getAndIncrement() == 0) {
                seen.countDown();
                await(go);
                return new Fate.Refused(404);
            }
            return new Fate.Passes();
        });
        collection.begin(closing, miners(), buckets.closedAt);
        seen.await();
        buckets.upload(0, buckets.gradient(0, 0), 1);
        var finished = collection.finish(closing, miners()).toFuture();
        go.countDown();
        finished.join();
        assertThat(told).hasSize(1).first().isInstanceOf(GradientArrived.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

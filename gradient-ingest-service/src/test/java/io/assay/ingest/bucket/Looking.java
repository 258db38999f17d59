package io.assay.ingest.bucket;

import static io.assay.ingest.TestBuckets.bucket;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.embedded.RoughRoute.Fate;
import io.assay.ingest.TestBuckets;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Buckets, a reader that looks into them, and what it came to. */
@Timeout(60)
abstract class Looking {
    static final int MUCH = 1 << 24;
    static final int MINERS = 40;
    static final AtomicInteger NEXT = new AtomicInteger();

    @TempDir
    static Path directory;

    static TestBuckets buckets;
    static UploadReader reader;

    final int uid = NEXT.getAndIncrement();

    @BeforeAll
    static void open() throws IOException {
        buckets = new TestBuckets(directory, MINERS);
        reader = buckets.reader();
    }

    @AfterAll
    static void close() {
        reader.close();
        buckets.close();
    }

    @BeforeEach
    void calm() {
        buckets.guide((_, _) -> new Fate.Passes());
        buckets.requests.clear();
    }

    @AfterEach
    void leavesNoFile() throws IOException {
        try (var left = Files.list(buckets.spool)) {
            assertThat(left).isEmpty();
        }
    }

    Glance look() {
        return look(reader, bucket(uid));
    }

    Glance look(UploadReader with, Bucket peer) {
        return Objects.requireNonNull(with.look(buckets.closing(MINERS), peer).block());
    }

    static GradientArrived arrived(Glance glance) {
        assertThat(glance).isInstanceOf(Glance.Arrived.class);
        return ((Glance.Arrived) glance).event();
    }

    static GradientRejected refused(Glance glance, RejectReason reason) {
        assertThat(glance).isInstanceOf(Glance.Refused.class);
        var event = ((Glance.Refused) glance).event();
        assertThat(event.reason()).isEqualTo(reason);
        return event;
    }

    static GradientRejected provisional(Glance glance, RejectReason reason) {
        assertThat(glance).isInstanceOf(Glance.Provisional.class);
        var event = ((Glance.Provisional) glance).event();
        assertThat(event.reason()).isEqualTo(reason);
        assertThat(glance.settles(false)).isEmpty();
        assertThat(glance.settles(true)).contains(event);
        return event;
    }

    byte[] pinned(GradientArrived event) {
        return Objects.requireNonNull(
                buckets.store().get(event.gradient(), MUCH).block());
    }

    long requests(String method) {
        return buckets.requests.stream()
                .filter(request -> request.startsWith(method + " "))
                .count();
    }

    static double counted(String outcome) {
        return buckets.meters.counter("assay.ingest.looks", "outcome", outcome).count();
    }
}

package io.assay.ingest.bucket;

import static io.assay.ingest.TestBuckets.WINDOW;
import static io.assay.ingest.TestBuckets.bucket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.BucketCommitment;
import io.assay.embedded.RoughRoute.Fate;
import io.assay.ingest.TestBuckets;
import io.assay.ingest.TestSubnet;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.RejectReason;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.s3.StoreConnections;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UploadReaderTest {
    private static final int MUCH = 1 << 24;
    private static final int MINERS = 40;
    private static final AtomicInteger NEXT = new AtomicInteger();

    @TempDir
    static Path directory;

    private static TestBuckets buckets;
    private static UploadReader reader;

    private final int uid = NEXT.getAndIncrement();

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

    private Glance look() {
        return look(reader, bucket(uid));
    }

    private Glance look(UploadReader with, Bucket peer) {
        return Objects.requireNonNull(with.look(buckets.closing(MINERS), peer).block());
    }

    private static GradientArrived arrived(Glance glance) {
        assertThat(glance).isInstanceOf(Glance.Arrived.class);
        return ((Glance.Arrived) glance).event();
    }

    private static GradientRejected refused(Glance glance, RejectReason reason) {
        assertThat(glance).isInstanceOf(Glance.Refused.class);
        var event = ((Glance.Refused) glance).event();
        assertThat(event.reason()).isEqualTo(reason);
        return event;
    }

    private static GradientRejected provisional(Glance glance, RejectReason reason) {
        assertThat(glance).isInstanceOf(Glance.Provisional.class);
        var event = ((Glance.Provisional) glance).event();
        assertThat(event.reason()).isEqualTo(reason);
        assertThat(glance.settles(false)).isEmpty();
        assertThat(glance.settles(true)).contains(event);
        return event;
    }

    private byte[] pinned(GradientArrived event) {
        return Objects.requireNonNull(
                buckets.store().get(event.gradient(), MUCH).block());
    }

    private long requests(String method) {
        return buckets.requests.stream()
                .filter(request -> request.startsWith(method + " "))
                .count();
    }

    @Test
    void pinsWhatWasReadWhateverComesAfterwards() {
        var first = buckets.gradient(uid, 1);
        buckets.upload(uid, first, 1);
        var event = arrived(look());
        buckets.upload(uid, buckets.gradient(uid, 2), 2);
        assertThat(pinned(event)).isEqualTo(first);
        assertThat(event.gradient().key()).contains(event.gradient().sha256());
        assertThat(event.upload().lastModified()).isEqualTo(buckets.closedAt.plusSeconds(1));
        buckets.upload(uid, buckets.gradient(uid, 3), 60);
        assertThat(pinned(event)).isEqualTo(first);
        assertThat(Objects.requireNonNull(event.sketch()).indices().length()).isLessThanOrEqualTo(4096);
    }

    @Test
    void readsTheSameObjectTwiceToTheSameCopy() {
        buckets.upload(uid, buckets.gradient(uid, 1), 1);
        assertThat(arrived(look())).isEqualTo(arrived(look()));
    }

    @Test
    void neverMixesAnObjectThatIsReplacedBetweenHeadAndGet() {
        buckets.upload(uid, buckets.gradient(uid, 1), 1);
        var second = buckets.gradient(uid, 2);
        var gets = new AtomicInteger();
        buckets.guide((method, _) -> {
            if (method.equals("GET") && gets.getAndIncrement() == 0) {
                buckets.upload(uid, second, 2);
            }
            return new Fate.Passes();
        });
        provisional(look(), RejectReason.CHANGED_WHILE_READING);
        var event = arrived(look());
        assertThat(pinned(event)).isEqualTo(second);
        assertThat(event.upload().lastModified()).isEqualTo(buckets.closedAt.plusSeconds(2));
    }

    @Test
    void refusesTheSameBytesUploadedAgainTooLateBetweenHeadAndGet() {
        buckets.upload(uid, buckets.gradient(uid, 1), 1);
        buckets.guide((method, _) -> {
            if (method.equals("GET")) {
                buckets.touch(uid, ObjectKeys.gradient(WINDOW, uid), 11);
            }
            return new Fate.Passes();
        });
        refused(look(), RejectReason.TOO_LATE);
    }

    @Test
    void refusesWhatWasReplacedAfterTheWindow() {
        buckets.upload(uid, buckets.gradient(uid, 1), 11);
        var event = refused(look(), RejectReason.TOO_LATE);
        assertThat(event.detail()).contains("upload sooner");
        assertThat(requests("GET")).isZero();
    }

    @Test
    void aMinerMayReplaceWhatItUploadedTooEarly() {
        buckets.upload(uid, buckets.gradient(uid, 1), -1);
        provisional(look(), RejectReason.TOO_EARLY);
        buckets.upload(uid, buckets.gradient(uid, 1), 0);
        arrived(look());
    }

    @Test
    void refusesWhatIsLargerThanTheModelAllowsUnread() {
        buckets.upload(uid, new byte[(int) buckets.layout.maxFileBytes() + 1], 1);
        refused(look(), RejectReason.TOO_LARGE);
        assertThat(requests("GET")).isZero();
    }

    @Test
    void asksAgainWhereAStoreFailsNowAndThen() {
        buckets.upload(uid, buckets.gradient(uid, 1), 1);
        var count = new AtomicInteger();
        buckets.guide((_, _) -> count.getAndIncrement() % 2 == 0 ? new Fate.Refused(503) : new Fate.Passes());
        arrived(look());
    }

    @Test
    void readsAgainWhatBrokeOff() {
        var content = buckets.gradient(uid, 1);
        buckets.upload(uid, content, 1);
        var gets = new AtomicInteger();
        buckets.guide((method, _) -> method.equals("GET") && gets.getAndIncrement() == 0
                ? new Fate.Cut(content.length / 2)
                : new Fate.Passes());
        assertThat(pinned(arrived(look()))).isEqualTo(content);
        assertThat(gets).hasValue(2);
    }

    @Test
    void leavesABucketAloneThatFailsAlways() {
        buckets.guide((_, _) -> new Fate.Refused(500));
        for (var i = 0; i < 3; i++) {
            provisional(look(), RejectReason.BUCKET_UNREADABLE);
        }
        var asked = buckets.requests.size();
        var event = provisional(look(), RejectReason.BUCKET_UNREADABLE);
        assertThat(event.detail()).contains("left alone");
        assertThat(buckets.requests).hasSize(asked);
        buckets.guide((_, _) -> new Fate.Passes());
        var other = NEXT.getAndIncrement();
        buckets.upload(other, buckets.gradient(other, 1), 1);
        arrived(look(reader, bucket(other)));
    }

    @Test
    void doesNotWaitForSilence() {
        buckets.upload(uid, buckets.gradient(uid, 1), 1);
        buckets.guide((_, _) -> new Fate.Silence());
        var event = provisional(look(), RejectReason.BUCKET_UNREADABLE);
        assertThat(event.detail()).contains("no answer within 1.5 s");
    }

    @Test
    void doesNotWaitForAContentThatCrawls() {
        buckets.upload(uid, buckets.gradient(uid, 1), 1);
        buckets.guide((method, _) -> method.equals("GET") ? new Fate.Crawl(100) : new Fate.Passes());
        provisional(look(), RejectReason.BUCKET_UNREADABLE);
    }

    @Test
    void saysThatKeysDoNotOpenABucketAndTellsNoneOfThem() {
        var other = new BucketCommitment(TestSubnet.bucket(uid).bucket(), TestSubnet.KEY_ID, "w".repeat(64));
        var event =
                provisional(look(reader, new Bucket(uid, bucket(uid).hotkey(), other)), RejectReason.BUCKET_UNREADABLE);
        assertThat(event.toString()).doesNotContain("w".repeat(64));
    }

    @Test
    void aBucketsNameCannotLeadElsewhere() {
        var stray = new BucketCommitment("evil.example/?" + "x".repeat(18), TestSubnet.KEY_ID, TestSubnet.SECRET);
        var event =
                provisional(look(reader, new Bucket(uid, bucket(uid).hotkey(), stray)), RejectReason.BUCKET_UNREADABLE);
        assertThat(event.detail()).contains("bucket's name is unusable");
        assertThat(buckets.requests).isEmpty();
    }

    @Test
    void reachesNoPrivateAddressUnlessAllowed() {
        try (var guarded = StoreConnections.of(4, false);
                var strict = buckets.reader(buckets.store(), buckets.endpoint(), guarded, null)) {
            var event = provisional(look(strict, bucket(uid)), RejectReason.BUCKET_UNREADABLE);
            assertThat(event.detail()).contains("no public address");
        }
        assertThat(buckets.requests).isEmpty();
    }

    @Test
    void aFailureOfOurOwnStoreIsNobodysFault() {
        buckets.upload(uid, buckets.gradient(uid, 1), 1);
        var before = counted("failed");
        var wrong = new StoreAddress(URI.create(buckets.endpoint()), "auto", TestSubnet.KEY_ID, "w".repeat(64));
        try (var own = ObjectStore.connect(wrong);
                var broken = buckets.reader(own, buckets.endpoint(), buckets.connections(), null)) {
            assertThatThrownBy(() -> look(broken, bucket(uid))).isInstanceOf(OwnStoreException.class);
        }
        assertThat(counted("failed")).isEqualTo(before + 1);
    }

    @Test
    void readsATorchFileOnlyWhereItsNamesVersionIsSet() {
        buckets.upload(uid, ObjectKeys.torchGradient(WINDOW, uid, "0.2.80"), "no torch file".getBytes(UTF_8), 1);
        assertThat(look()).isInstanceOf(Glance.Nothing.class);
        try (var torch = buckets.reader(buckets.store(), buckets.endpoint(), buckets.connections(), "0.2.80")) {
            refused(look(torch, bucket(uid)), RejectReason.WRONG_MAGIC);
        }
    }

    @Test
    void measuresWhatLookingTakes() {
        var bytes = buckets.meters.get("assay.upload.bytes").summary().totalAmount();
        var fetched = timed("fetch");
        var validated = timed("validation");
        var arrived = counted("arrived");
        var nothing = counted("nothing");
        look();
        var content = buckets.gradient(uid, 1);
        buckets.upload(uid, content, 1);
        arrived(look());
        assertThat(buckets.meters.get("assay.upload.bytes").summary().totalAmount())
                .isEqualTo(bytes + content.length);
        assertThat(timed("fetch")).isEqualTo(fetched + 1);
        assertThat(timed("validation")).isEqualTo(validated + 1);
        assertThat(counted("arrived")).isEqualTo(arrived + 1);
        assertThat(counted("nothing")).isEqualTo(nothing + 1);
    }

    private static long timed(String what) {
        return buckets.meters.get("assay.ingest." + what).timer().count();
    }

    private static double counted(String outcome) {
        return buckets.meters.counter("assay.ingest.looks", "outcome", outcome).count();
    }
}

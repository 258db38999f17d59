package io.assay.ingest.bucket;

import static io.assay.ingest.TestBuckets.bucket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.BucketCommitment;
import io.assay.embedded.RoughRoute.Fate;
import io.assay.ingest.TestSubnet;
import io.assay.protocol.event.RejectReason;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.s3.StoreConnections;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Buckets that fail, are silent, or are none. */
class BadBucketTest extends Looking {
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
}

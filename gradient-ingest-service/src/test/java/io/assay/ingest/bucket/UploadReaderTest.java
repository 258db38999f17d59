package io.assay.ingest.bucket;

import static io.assay.ingest.TestBuckets.WINDOW;
import static io.assay.ingest.TestBuckets.bucket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.embedded.RoughRoute.Fate;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.RejectReason;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UploadReaderTest extends Looking {
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
}

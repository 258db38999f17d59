package io.assay.ingest.bucket;

import io.assay.gradient.ChunkSketch;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.Expectation;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientReading;
import io.assay.ingest.core.WindowEnd;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.IndexSketch;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.Upload;
import io.assay.service.s3.FetchedObject;
import io.assay.service.s3.ObjectHead;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.ObjectStoreException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Looks into a miner's bucket: one head, and for an upload inside the interval one conditional get into a file, the
 * check, and the pinned copy. What the miner does to its object meanwhile or afterwards changes nothing: time and content
 * that count are those of the one answer that was read whole.
 */
public final class UploadReader implements AutoCloseable {
    private final MinerStores miners;
    private final ObjectStore own;
    private final Spool spool;
    private final ReadingTerms terms;
    private final LookMeters meters;
    private final BucketGuard guard = new BucketGuard();
    private final Scheduler looks = Schedulers.fromExecutorService(
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("look-", 0).factory()),
            "looks");

    /** A reader for one subnet's model. */
    public UploadReader(MinerStores miners, ObjectStore own, Spool spool, ReadingTerms terms, MeterRegistry meters) {
        this.miners = miners;
        this.own = own;
        this.spool = spool;
        this.terms = terms;
        this.meters = new LookMeters(meters);
    }

    /** Looks for the upload of a peer; failures of the peer's store are an outcome, failures of our own are errors. */
    public Mono<Glance> look(WindowEnd closing, Bucket peer) {
        return Mono.fromCallable(() -> glance(closing, peer))
                .doOnNext(meters::looked)
                .doOnError(_ -> meters.failed())
                .subscribeOn(looks);
    }

    private Glance glance(WindowEnd closing, Bucket peer) throws IOException, InterruptedException {
        var refusals = new Refusals(closing, peer, null);
        try {
            var store = miners.of(peer);
            var head = head(closing, peer, store);
            return head.isEmpty() ? new Glance.Nothing() : seen(refusals, store, upload(head.get()));
        } catch (UnusableBucketException | ObjectStoreException | SilentBucketException | CallNotPermittedException e) {
            return refusals.unreadable(e);
        }
    }

    private Optional<ObjectHead> head(WindowEnd closing, Bucket peer, ObjectStore store) {
        var window = closing.window().window();
        var head = head(peer, store, ObjectKeys.gradient(window, peer.uid()));
        return head.isPresent() || terms.templarVersion() == null
                ? head
                : head(peer, store, ObjectKeys.torchGradient(window, peer.uid(), terms.templarVersion()));
    }

    private Optional<ObjectHead> head(Bucket peer, ObjectStore store, String key) {
        return guard.ask(
                peer, terms.headDeadline(), () -> store.head(peer.commitment().bucket(), key));
    }

    private static Upload upload(ObjectHead head) {
        return new Upload(head.bucket(), head.key(), head.etag(), head.sizeBytes(), head.lastModified());
    }

    private Glance seen(Refusals refusals, ObjectStore store, Upload upload) throws IOException, InterruptedException {
        var untimely = untimely(refusals, upload);
        if (untimely != null) {
            return untimely;
        }
        var limit = terms.layout().maxFileBytes();
        if (upload.sizeBytes() > limit) {
            return refusals.of(upload).tooLarge(upload.sizeBytes(), limit);
        }
        try (var spooled = spool.take()) {
            var fetched = meters.fetching(() -> guard.ask(
                            refusals.peer(),
                            terms.fetchDeadline(),
                            () -> store.fetch(upload.bucket(), upload.key(), upload.etag(), limit, spooled.file()))
                    .orElseThrow());
            meters.fetched(fetched.head().sizeBytes());
            return fetched(refusals, fetched);
        } catch (ObjectStoreException | SilentBucketException | CallNotPermittedException e) {
            return refusals.of(upload).unreadable(e);
        }
    }

    private static @Nullable Glance untimely(Refusals refusals, Upload upload) {
        return switch (refusals.closing().interval().timing(upload.lastModified())) {
            case EARLY -> refusals.early(upload);
            case LATE -> refusals.late(upload);
            case IN_TIME -> null;
        };
    }

    /** The same bytes may have been uploaded again after the head: the time that counts is that of the answer itself. */
    private Glance fetched(Refusals refusals, FetchedObject fetched) {
        var upload = upload(fetched.head());
        var untimely = untimely(refusals, upload);
        if (untimely != null) {
            return untimely;
        }
        return switch (meters.validating(() -> checked(refusals, fetched))) {
            case Checked.Accepted(var sketch) -> pinned(refusals, upload, fetched, sketch);
            case Checked.Refused(var refused) -> refusals.of(upload).refused(refused.reason(), refused.detail());
        };
    }

    /** What is left of a reading once the file is closed. */
    private sealed interface Checked {
        record Accepted(@Nullable IndexSketch sketch) implements Checked {}

        record Refused(GradientReading.Refused refused) implements Checked {}
    }

    private Checked checked(Refusals refusals, FetchedObject fetched) {
        var closing = refusals.closing();
        var peer = refusals.peer();
        var expected = new Expectation(closing.window().window(), peer.uid(), peer.hotkey());
        try (var arena = Arena.ofConfined()) {
            return switch (GradientFile.read(fetched.file(), arena, terms.layout(), expected)) {
                case GradientReading.Accepted(var gradient, var _) -> new Checked.Accepted(sketch(closing, gradient));
                case GradientReading.Refused refused -> new Checked.Refused(refused);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + fetched.file() + ", which was just written", e);
        }
    }

    private @Nullable IndexSketch sketch(WindowEnd closing, CompressedGradient gradient) {
        return terms.keys()
                .key(closing.window())
                .flatMap(key -> ChunkSketch.of(
                        terms.layout(), gradient, key.draw(closing.closing().hash())))
                .orElse(null);
    }

    private Glance pinned(Refusals refusals, Upload upload, FetchedObject fetched, @Nullable IndexSketch sketch) {
        var window = refusals.closing().window();
        var peer = refusals.peer();
        var key = ObjectKeys.pinned(window.netuid(), fetched.sha256());
        var pinned = new PinnedObject(terms.ownBucket(), key, upload.sizeBytes(), fetched.sha256());
        try {
            own.putIfAbsent(pinned.bucket(), pinned.key(), fetched.file()).block();
        } catch (ObjectStoreException e) {
            throw new OwnStoreException(e);
        }
        return new Glance.Arrived(new GradientArrived(
                window.netuid(),
                window.window(),
                window.globalStep(),
                peer.uid(),
                peer.hotkey(),
                window.drawn().contains(peer.hotkey()),
                refusals.closing().closing().hash(),
                upload,
                pinned,
                sketch));
    }

    @Override
    public void close() {
        looks.dispose();
    }
}

package io.assay.ingest.bucket;

import io.assay.gradient.Expectation;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientReading;
import io.assay.ingest.bucket.Glance.Arrived;
import io.assay.ingest.bucket.Glance.Nothing;
import io.assay.ingest.bucket.Glance.Provisional;
import io.assay.ingest.bucket.Glance.Refused;
import io.assay.ingest.core.WindowClosing;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.Upload;
import io.assay.service.s3.Digests;
import io.assay.service.s3.ObjectHead;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.ObjectStoreException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Looks into a miner's bucket: one head, and for an upload inside the interval one conditional get, the check, and the
 * pinned copy. What the miner does to its object afterwards changes nothing.
 */
public final class UploadReader {
    private static final int MAX_DETAIL = 1000;

    private final MinerStores miners;
    private final BucketGuard guard;
    private final ObjectStore own;
    private final String ownBucket;
    private final GradientLayout layout;

    /** A reader for one subnet's model. */
    public UploadReader(
            MinerStores miners, BucketGuard guard, ObjectStore own, String ownBucket, GradientLayout layout) {
        this.miners = miners;
        this.guard = guard;
        this.own = own;
        this.ownBucket = ownBucket;
        this.layout = layout;
    }

    /** Looks for the upload of a peer; failures of the peer's store are an outcome, failures of our own are errors. */
    public Mono<Glance> look(WindowClosing closing, Bucket peer) {
        var key = ObjectKeys.gradient(closing.window().window(), peer.uid());
        var store = miners.of(peer.commitment());
        return guard.protect(peer, store.head(peer.commitment().bucket(), key))
                .flatMap(head -> seen(closing, peer, store, head))
                .defaultIfEmpty(new Nothing())
                .onErrorResume(
                        e -> !(e instanceof OwnStoreException), e -> Mono.just(unreadable(closing, peer, null, e)));
    }

    private Mono<Glance> seen(WindowClosing closing, Bucket peer, ObjectStore store, ObjectHead head) {
        var upload = new Upload(head.bucket(), head.key(), head.etag(), head.sizeBytes(), head.lastModified());
        return switch (closing.interval().timing(head.lastModified())) {
            case EARLY ->
                Mono.just(new Provisional(rejected(
                        closing,
                        peer,
                        RejectReason.TOO_EARLY,
                        "LastModified " + head.lastModified() + " is before the upload interval, which begins at "
                                + closing.interval().from() + ": upload after the closing block",
                        upload)));
            case LATE ->
                Mono.just(new Refused(rejected(
                        closing,
                        peer,
                        RejectReason.TOO_LATE,
                        "LastModified " + head.lastModified() + " is after the upload interval, which ends at "
                                + closing.interval().until() + ": upload sooner",
                        upload)));
            case IN_TIME -> read(closing, peer, store, upload);
        };
    }

    private Mono<Glance> read(WindowClosing closing, Bucket peer, ObjectStore store, Upload upload) {
        var limit = (int) Math.min(Integer.MAX_VALUE, layout.maxFileBytes());
        if (upload.sizeBytes() > limit) {
            return Mono.just(new Refused(rejected(
                    closing,
                    peer,
                    RejectReason.TOO_LARGE,
                    "the file has " + upload.sizeBytes() + " bytes, allowed: at most " + limit,
                    upload)));
        }
        return guard.protect(peer, store.get(upload.bucket(), upload.key(), upload.etag(), limit))
                .publishOn(Schedulers.parallel())
                .flatMap(content -> checked(closing, peer, upload, content))
                .onErrorResume(
                        e -> !(e instanceof OwnStoreException), e -> Mono.just(unreadable(closing, peer, upload, e)));
    }

    private Mono<Glance> checked(WindowClosing closing, Bucket peer, Upload upload, byte[] content) {
        var expected = new Expectation(closing.window().window(), peer.uid(), peer.hotkey());
        return switch (GradientFile.read(content, layout, expected)) {
            case GradientReading.Accepted _ -> pinned(closing, peer, upload, content);
            case GradientReading.Refused(var reason, var detail) ->
                Mono.just(new Refused(rejected(closing, peer, reason, detail, upload)));
        };
    }

    private Mono<Glance> pinned(WindowClosing closing, Bucket peer, Upload upload, byte[] content) {
        var window = closing.window();
        var sha256 = Digests.sha256(content);
        var pinned = new PinnedObject(ownBucket, ObjectKeys.pinned(window.netuid(), sha256), content.length, sha256);
        Glance arrived = new Arrived(new GradientArrived(
                window.netuid(),
                window.window(),
                window.globalStep(),
                peer.uid(),
                peer.hotkey(),
                window.drawn().contains(peer.hotkey()),
                closing.closing().hash(),
                upload,
                pinned));
        return own.putIfAbsent(pinned.bucket(), pinned.key(), content)
                .onErrorMap(OwnStoreException::new)
                .thenReturn(arrived);
    }

    private static Glance unreadable(WindowClosing closing, Bucket peer, @Nullable Upload upload, Throwable e) {
        var changed = e instanceof ObjectStoreException x && x.kind() == ObjectStoreException.Kind.CHANGED;
        var tooLarge = e instanceof ObjectStoreException x && x.kind() == ObjectStoreException.Kind.TOO_LARGE;
        if (tooLarge) {
            return new Refused(rejected(closing, peer, RejectReason.TOO_LARGE, String.valueOf(e.getMessage()), upload));
        }
        return new Provisional(rejected(
                closing,
                peer,
                changed ? RejectReason.CHANGED_WHILE_READING : RejectReason.BUCKET_UNREADABLE,
                String.valueOf(e.getMessage()),
                upload));
    }

    private static GradientRejected rejected(
            WindowClosing closing, Bucket peer, RejectReason reason, String detail, @Nullable Upload upload) {
        var window = closing.window();
        var text = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
        return new GradientRejected(window.netuid(), window.window(), peer.uid(), peer.hotkey(), reason, text, upload);
    }
}

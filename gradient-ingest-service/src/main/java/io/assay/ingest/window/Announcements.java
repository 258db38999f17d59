package io.assay.ingest.window;

import io.assay.ingest.core.WindowLedger;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.Upload;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.service.kafka.EventPublisher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Tells the others of events, and the ledger once the broker has them. */
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final EventPublisher publisher;
    private final WindowLedger ledger;
    private final IngestMetrics metrics;

    Announcements(EventPublisher publisher, WindowLedger ledger, IngestMetrics metrics) {
        this.publisher = publisher;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    Mono<Void> tell(Event event) {
        return publisher.publish(event).then(Mono.fromRunnable(() -> {
            ledger.apply(event);
            metrics.count(event);
            log(event);
        }));
    }

    private static void log(Event event) {
        switch (event) {
            case WindowOpened o ->
                LOG.info(
                        "window {} opened at block {}: {} registered, {} drawn, {} to gather",
                        o.window(),
                        o.openedAtBlock(),
                        o.roster().size(),
                        o.drawn().size(),
                        o.gather().size());
            case GradientRejected r ->
                LOG.info(
                        "window {}: refused the upload of uid {} {}: {}, object {}: {}",
                        r.window(),
                        r.uid(),
                        r.hotkey(),
                        r.reason().code(),
                        object(r.upload()),
                        r.detail());
            case WindowClosed c -> closed(c);
            case Event _ -> LOG.debug("{}", event);
        }
    }

    private static void closed(WindowClosed closed) {
        LOG.info(
                "window {} closed: {} arrived of {}",
                closed.window(),
                closed.arrivals().stream().filter(a -> a.gradient() != null).count(),
                closed.arrivals().size());
        for (var arrival : closed.arrivals()) {
            var overlap = arrival.overlap();
            if (overlap != null) {
                LOG.info(
                        "window {}: the upload of uid {} {} has {} % of its indices in common with that of {}, uploaded {} s"
                                + " before; usual are {} %",
                        closed.window(),
                        arrival.uid(),
                        arrival.hotkey(),
                        percent(overlap.share()),
                        overlap.withHotkey(),
                        overlap.uploadedAt().getEpochSecond()
                                - overlap.otherUploadedAt().getEpochSecond(),
                        percent(overlap.usual()));
            }
        }
    }

    private static long percent(double share) {
        return Math.round(100 * share);
    }

    private static String object(@Nullable Upload upload) {
        return upload == null
                ? "not read"
                : upload.bucket() + "/" + upload.key() + " " + upload.etag() + " of " + upload.lastModified();
    }
}

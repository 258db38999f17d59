package io.assay.ingest.window;

import io.assay.ingest.core.WindowLedger;
import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Counters of what became of uploads: one for every reason, there from the start at 0; and how far the window is. */
final class IngestMetrics {
    private static final String UPLOADS = "assay.uploads";
    private static final String REJECTED = "assay.uploads.rejected";
    private static final String COPIES = "assay.uploads.copies";
    private static final String FAILED_STEPS = "assay.ingest.failed.steps";

    private final MeterRegistry meters;
    private final AtomicLong window;

    IngestMetrics(MeterRegistry meters, WindowLedger ledger) {
        this.meters = meters;
        this.window = meters.gauge("assay.window.opened", new AtomicLong(-1));
        Gauge.builder("assay.window.settled", ledger, WindowLedger::settledShare)
                .description("share of the oldest open window's peers whose upload is settled, 0 to 1")
                .register(meters);
        for (var reason : RejectReason.values()) {
            meters.counter(REJECTED, "reason", reason.code());
        }
        for (var status : ArrivalStatus.values()) {
            meters.counter(UPLOADS, "status", lower(status));
        }
        meters.counter(COPIES);
        meters.counter(FAILED_STEPS);
    }

    void count(Event event) {
        switch (event) {
            case WindowOpened opened -> window.set(opened.window());
            case WindowClosed closed -> closed.arrivals().forEach(this::count);
            case GradientRejected rejected ->
                meters.counter(REJECTED, "reason", rejected.reason().code()).increment();
            case Event _ -> {}
        }
    }

    void failedStep() {
        meters.counter(FAILED_STEPS).increment();
    }

    private void count(PeerArrival arrival) {
        meters.counter(UPLOADS, "status", lower(arrival.status())).increment();
        if (arrival.overlap() != null) {
            meters.counter(COPIES).increment();
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

package io.assay.ingest.web;

import io.assay.ingest.core.notice.NoticeOutcome;
import io.assay.ingest.core.notice.NoticeRefusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** A counter of notices for everything that may become of one, there from the start at 0. */
final class NoticeMeters {
    private static final String NOTICES = "assay.notices";
    private static final String ACCEPTED = "accepted";
    private static final String FAILED = "failed";

    private final MeterRegistry meters;

    NoticeMeters(MeterRegistry meters, SignatureChecks checks) {
        this.meters = meters;
        Gauge.builder("assay.notices.pending", checks, SignatureChecks::pending)
                .description("signatures of notices being checked or waiting for it")
                .register(meters);
        meters.counter(NOTICES, "outcome", ACCEPTED);
        meters.counter(NOTICES, "outcome", FAILED);
        for (var refusal : NoticeRefusal.values()) {
            meters.counter(NOTICES, "outcome", refusal.code());
        }
    }

    void count(NoticeOutcome outcome) {
        switch (outcome) {
            case NoticeOutcome.Accepted() -> count(ACCEPTED);
            case NoticeOutcome.Refused(var reason, var _) -> count(reason);
        }
    }

    void count(NoticeRefusal reason) {
        count(reason.code());
    }

    /** By our own fault. */
    void failed() {
        count(FAILED);
    }

    private void count(String outcome) {
        meters.counter(NOTICES, "outcome", outcome).increment();
    }
}

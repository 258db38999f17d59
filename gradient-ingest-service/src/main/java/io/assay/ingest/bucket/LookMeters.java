package io.assay.ingest.bucket;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What looking into buckets takes, and what it shows. */
final class LookMeters {
    private static final String LOOKS = "assay.ingest.looks";

    private final MeterRegistry meters;
    private final Timer fetch;
    private final Timer validation;
    private final DistributionSummary size;

    LookMeters(MeterRegistry meters) {
        this.meters = meters;
        fetch = timer("assay.ingest.fetch", "from the request for a gradient to its last byte");
        validation = timer("assay.ingest.validation", "reading and checking a gradient that is here");
        size = DistributionSummary.builder("assay.upload.bytes")
                .description("size of the gradients that were fetched")
                .baseUnit("bytes")
                .publishPercentileHistogram()
                .minimumExpectedValue(1e3)
                .maximumExpectedValue(1e9)
                .register(meters);
        for (var outcome : new String[] {"arrived", "refused", "provisional", "nothing", "failed"}) {
            meters.counter(LOOKS, "outcome", outcome);
        }
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    <T> T fetching(Supplier<T> fetching) {
        return fetch.record(fetching);
    }

    <T> T validating(Supplier<T> validating) {
        return validation.record(validating);
    }

    void fetched(long bytes) {
        size.record((double) bytes);
    }

    void looked(Glance glance) {
        count(
                switch (glance) {
                    case Glance.Arrived _ -> "arrived";
                    case Glance.Refused _ -> "refused";
                    case Glance.Provisional _ -> "provisional";
                    case Glance.Nothing _ -> "nothing";
                });
    }

    /** By our own fault. */
    void failed() {
        count("failed");
    }

    private void count(String outcome) {
        meters.counter(LOOKS, "outcome", outcome).increment();
    }
}

package io.assay.ingest.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until it is moved. */
final class StandingClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    void advanceMillis(long millis) {
        now.updateAndGet(instant -> instant.plusMillis(millis));
    }
}

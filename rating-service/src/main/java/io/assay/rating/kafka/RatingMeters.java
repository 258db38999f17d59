package io.assay.rating.kafka;

import io.assay.rating.core.Step;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the settlement counts: every way to end for a record or a window has a counter of its own. */
public final class RatingMeters {
    private final MeterRegistry registry;
    private final AtomicLong newest;
    private final AtomicInteger open;

    /** All counters exist from the start, so that a rate can be taken from the first increment. */
    public RatingMeters(MeterRegistry registry) {
        this.registry = registry;
        newest = registry.gauge("assay.rating.window.settled", new AtomicLong(-1));
        open = registry.gauge("assay.rating.windows.open", new AtomicInteger());
        for (var reason : Step.Reason.values()) {
            registry.counter("assay.rating.ignored", "reason", reason.code());
        }
        for (var cause : Step.Cause.values()) {
            registry.counter("assay.rating.verdicts", "cause", cause.code());
        }
        registry.counter("assay.rating.abandoned");
    }

    void count(Step step) {
        switch (step) {
            case Step.Accepted _ -> registry.counter("assay.rating.accepted").increment();
            case Step.Ignored(var reason) ->
                registry.counter("assay.rating.ignored", "reason", reason.code())
                        .increment();
            case Step.Settled settled ->
                registry.counter(
                                "assay.rating.verdicts",
                                "cause",
                                settled.cause().code())
                        .increment();
            case Step.Abandoned _ -> registry.counter("assay.rating.abandoned").increment();
        }
    }

    void deadLetter(String topic) {
        registry.counter("assay.dead.letters", "topic", topic).increment();
    }

    void otherParameters() {
        registry.counter("assay.rating.parameters.differ").increment();
    }

    void position(long settled, int openWindows) {
        newest.set(settled);
        open.set(openWindows);
    }
}

package io.assay.rating.web;

import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictLookup;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Readings of the topic, which block: one after the other on a thread of their own. A reading that finds the queue full
 * fails with {@link java.util.concurrent.RejectedExecutionException}, so that questions about old windows can neither
 * pile up nor hold up answers from memory.
 */
public final class RecordReads implements AutoCloseable {
    private static final int WAITING = 64;

    private final Scheduler scheduler = Schedulers.newBoundedElastic(1, WAITING, "verdict-archive");

    /** What a reading gives. */
    public <T> Mono<T> read(Supplier<T> reading) {
        return Mono.fromSupplier(reading).subscribeOn(scheduler);
    }

    /** What is made of the windows before a window, newest first: at once if they are remembered. */
    <T> Mono<List<T>> before(
            VerdictLookup lookup, int netuid, long window, int limit, Function<SettledWindow, T> made) {
        return lookup.remembered(netuid, window, limit)
                .map(kept -> Mono.just(kept.stream().map(made).toList()))
                .orElseGet(() -> read(() -> lookup.before(netuid, window, limit, made)));
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}

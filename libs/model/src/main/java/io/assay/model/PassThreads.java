package io.assay.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes forward passes at the same time, each on one thread: the caller's, and others of its own. Whoever is done takes the
 * next pass, so that a thread which something else holds up holds up no other.
 */
final class PassThreads implements AutoCloseable {
    private final int atOnce;
    private final ExecutorService others;

    /** @param atOnce passes at the same time, at least 1 */
    PassThreads(int atOnce) {
        this.atOnce = atOnce;
        // Threads begin with the first passes that need them.
        this.others = Executors.newFixedThreadPool(
                Math.max(1, atOnce - 1),
                Thread.ofPlatform().daemon().name("forward-pass-", 1).factory());
    }

    /** What each pass gives, in their order; returns or throws when none is under way any more. */
    List<double[]> run(List<ForwardPass> passes, Function<ForwardPass, double[]> forward) {
        var results = new double[passes.size()][];
        var next = new AtomicInteger();
        Runnable work = () -> {
            try {
                for (var i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
                    results[i] = forward.apply(passes.get(i));
                }
            } finally {
                next.set(results.length);
            }
        };
        var beside = IntStream.range(1, Math.min(atOnce, results.length))
                .mapToObj(_ -> CompletableFuture.runAsync(work, others))
                .toList();
        await(Stream.concat(beside.stream(), Stream.of(CompletableFuture.runAsync(work, Runnable::run))));
        return List.of(results);
    }

    private static void await(Stream<CompletableFuture<Void>> all) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        others.shutdown();
    }
}

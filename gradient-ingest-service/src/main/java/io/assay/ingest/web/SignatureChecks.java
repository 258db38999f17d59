package io.assay.ingest.web;

import io.assay.chain.key.RequestSignature;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;

/** Checks signatures on a few threads of its own; what waits for them is limited. */
final class SignatureChecks implements AutoCloseable {
    private final SignatureCheck check;
    private final int most;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().daemon().name("signatures-", 0).factory());

    /**
     * Checks.
     *
     * @param most being checked or waiting for it
     */
    SignatureChecks(SignatureCheck check, int most) {
        this.check = check;
        this.most = most;
        free = new Semaphore(most);
    }

    /** Whether a signature is right; empty when there are too many. One that has begun ends, whoever goes away. */
    Mono<Boolean> isRight(RequestSignature signature, byte[] body) {
        if (!free.tryAcquire()) {
            return Mono.empty();
        }
        var checked = CompletableFuture.supplyAsync(() -> check.isRight(signature, body), threads)
                .whenComplete((_, _) -> free.release());
        return Mono.fromFuture(checked, true);
    }

    /** How many are being checked or wait for it. */
    int pending() {
        return most - free.availablePermits();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

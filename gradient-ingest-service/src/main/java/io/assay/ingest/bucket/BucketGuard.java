package io.assay.ingest.bucket;

import io.assay.service.s3.ObjectStoreException;
import io.assay.service.s3.ObjectStoreException.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Keeps a bad bucket from holding up the others: a limit in time for every request with all its repetitions, which have
 * jitter, and a circuit breaker for each bucket.
 */
public final class BucketGuard {
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;
    private static final int CALLS = 4;
    private static final int FAILURES_PERCENT = 60;
    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final double MILLIS = 1000;

    private static final RetryConfig RETRY = RetryConfig.custom()
            .maxAttempts(ATTEMPTS)
            .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_WAIT, GROWTH, JITTER))
            .retryOnException(e -> e instanceof ObjectStoreException x && x.kind() == Kind.UNAVAILABLE)
            .build();
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(CALLS)
            .minimumNumberOfCalls(CALLS - 1)
            .failureRateThreshold(FAILURES_PERCENT)
            .waitDurationInOpenState(OPEN)
            .permittedNumberOfCallsInHalfOpenState(1)
            .recordException(BucketGuard::isTheStores)
            .build();

    private final Retry retry = Retry.of("buckets", RETRY);
    private final Map<Integer, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /**
     * Waits for an answer.
     *
     * @param deadline for all attempts together
     * @return empty if the answer is
     */
    <T> Optional<T> ask(Bucket peer, Duration deadline, Supplier<Mono<T>> request) {
        var until = System.nanoTime() + deadline.toNanos();
        return breaker(peer).executeSupplier(() -> retry.executeSupplier(() -> attempt(request, until, deadline)));
    }

    private static <T> Optional<T> attempt(Supplier<Mono<T>> request, long until, Duration deadline) {
        try {
            return request.get()
                    .timeout(Duration.ofNanos(Math.max(1, until - System.nanoTime())))
                    .blockOptional();
        } catch (RuntimeException e) {
            if (Exceptions.unwrap(e) instanceof TimeoutException) {
                throw new SilentBucketException("no answer within " + deadline.toMillis() / MILLIS + " s");
            }
            throw e;
        }
    }

    /** By uid, so that there are never more than the subnet has. */
    private CircuitBreaker breaker(Bucket peer) {
        return breakers.computeIfAbsent(peer.uid(), uid -> CircuitBreaker.of("bucket-" + uid, BREAKER));
    }

    private static boolean isTheStores(Throwable e) {
        return e instanceof SilentBucketException
                || (e instanceof ObjectStoreException x && x.kind() == Kind.UNAVAILABLE);
    }
}

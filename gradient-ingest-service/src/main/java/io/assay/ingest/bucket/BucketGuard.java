package io.assay.ingest.bucket;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Keeps a bad bucket from holding up the others: a limit in time for every request, a circuit breaker a bucket. */
public final class BucketGuard {
    private final CircuitBreakerRegistry breakers;
    private final Duration deadline;

    /**
     * A guard.
     *
     * @param breakers configured under {@code resilience4j.circuitbreaker.configs.default}
     * @param deadline of one request to a miner's bucket
     */
    public BucketGuard(CircuitBreakerRegistry breakers, Duration deadline) {
        this.breakers = breakers;
        this.deadline = deadline;
    }

    <T> Mono<T> protect(Bucket peer, Mono<T> request) {
        var breaker = breakers.circuitBreaker("bucket-" + peer.commitment().bucket());
        return request.timeout(deadline).transformDeferred(CircuitBreakerOperator.of(breaker));
    }
}

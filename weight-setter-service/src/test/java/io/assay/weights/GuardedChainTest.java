package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.weights.chain.GuardedChain;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardedChainTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "chain",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(4)
                    .waitDurationInOpenState(Duration.ofHours(1))
                    .build());

    @Test
    void asksAgainAfterAFailure() {
        var chain = guarded(Duration.ofMinutes(1), () -> {
            if (calls.incrementAndGet() == 1) {
                throw new ChainException("the node is away");
            }
            return 7L;
        });
        assertThat(chain.nextNonce("x")).isEqualTo(7);
        assertThat(calls).hasValue(2);
    }

    @Test
    void endsACallThatHangs() {
        var never = new CountDownLatch(1);
        var chain = guarded(Duration.ofMillis(20), () -> {
            calls.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new ChainException("interrupted", e);
            }
            return 7L;
        });
        assertThatThrownBy(() -> chain.nextNonce("x"))
                .isInstanceOf(ChainException.class)
                .hasMessage("the chain did not answer within PT0.02S");
        assertThat(calls).hasValue(2);
    }

    @Test
    void suspendsCallsAfterTooManyFailures() {
        var chain = guarded(Duration.ofMinutes(1), () -> {
            calls.incrementAndGet();
            throw new ChainException("the node is away");
        });
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> chain.nextNonce("x")).hasMessage("the node is away");
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThatThrownBy(() -> chain.nextNonce("x"))
                .isInstanceOf(ChainException.class)
                .hasMessageStartingWith("calls to the chain are suspended");
        assertThat(calls).hasValue(4);
    }

    private Chain guarded(Duration limit, Supplier<Long> nonce) {
        var retry = RetryConfig.custom()
                .maxAttempts(2)
                .waitDuration(Duration.ofMillis(1))
                .retryExceptions(ChainException.class, java.util.concurrent.TimeoutException.class)
                .build();
        return new GuardedChain(
                new NonceChain(nonce),
                TimeLimiter.of(TimeLimiterConfig.custom().timeoutDuration(limit).build()),
                breaker,
                Retry.of("chain", retry));
    }
}

package io.assay.ingest.window;

import io.assay.chain.Block;
import io.assay.chain.Chain;
import io.assay.chain.Neuron;
import io.assay.chain.Roster;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The chain's blocking port as Monos, with retries and a circuit breaker. */
final class ChainView {
    private static final Duration HEAD_WAIT = Duration.ofSeconds(2);

    private static final Executor THREADS =
            command -> Thread.ofVirtual().name("chain").start(command);

    private final Chain chain;
    private final int netuid;
    private final CircuitBreaker breaker;
    private final Retry retry;

    ChainView(Chain chain, int netuid, CircuitBreaker breaker, Retry retry) {
        this.chain = chain;
        this.netuid = netuid;
        this.breaker = breaker;
        this.retry = retry;
    }

    /** The newest block, as soon as it is newer than {@code after} or after two seconds. */
    Mono<Block> head(long after) {
        return call(() -> chain.awaitHead(after, HEAD_WAIT));
    }

    Mono<Block> block(long number) {
        return call(() -> chain.block(number));
    }

    /** Miners of the subnet: validators without a bucket have nothing to upload. */
    Mono<List<Neuron>> miners() {
        return call(() -> chain.roster(netuid)).map(ChainView::miners);
    }

    private static List<Neuron> miners(Roster roster) {
        return roster.neurons().stream()
                .filter(neuron -> neuron.bucket() != null || !neuron.validatorPermit())
                .toList();
    }

    private <T> Mono<T> call(Supplier<T> request) {
        // A request is short and is left to end by itself when the loop is stopped: no thread is interrupted.
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(request, THREADS), true)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(RetryOperator.of(retry));
    }
}

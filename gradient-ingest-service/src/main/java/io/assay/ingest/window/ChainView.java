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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The chain's blocking port as Monos, with retries and a circuit breaker. */
final class ChainView {
    private static final Duration HEAD_WAIT = Duration.ofSeconds(2);

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
        return Mono.<T>create(sink -> request(request, sink))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(RetryOperator.of(retry));
    }

    /** A request is short and is left to end by itself when the loop is stopped: nobody is interested then. */
    private static <T> void request(Supplier<T> request, MonoSink<T> sink) {
        var cancelled = new AtomicBoolean();
        sink.onCancel(() -> cancelled.set(true));
        Thread.ofVirtual().name("chain").start(() -> {
            try {
                sink.success(request.get());
            } catch (RuntimeException e) {
                if (!cancelled.get()) {
                    sink.error(e);
                }
            }
        });
    }
}

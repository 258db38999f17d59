package io.assay.weights.chain;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.RevealTerms;
import io.assay.chain.Roster;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import io.assay.chain.key.Hotkey;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * A chain behind a time limit, inside a circuit breaker, inside a retry with jitter. An extrinsic may so be handed over
 * twice; it is the same extrinsic, which the chain executes once. Blocks its caller, which must be allowed to block.
 */
public final class GuardedChain implements Chain {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedChain.class);
    /** Reactor's key for what to do with an error that nobody waits for any more: by default it is logged as a fault. */
    private static final String DROPPED = "reactor.onErrorDropped.local";

    private final Chain chain;
    private final TimeLimiter limit;
    private final CircuitBreaker breaker;
    private final Retry retry;

    /** Guards a chain, which is closed with it. */
    public GuardedChain(Chain chain, TimeLimiter limit, CircuitBreaker breaker, Retry retry) {
        this.chain = chain;
        this.limit = limit;
        this.breaker = breaker;
        this.retry = retry;
    }

    @Override
    public String genesisHash() {
        return guarded(chain::genesisHash);
    }

    @Override
    public Block head() {
        return guarded(chain::head);
    }

    /** Not guarded: it waits by itself. */
    @Override
    public Block awaitHead(long after, Duration longest) {
        return chain.awaitHead(after, longest);
    }

    @Override
    public Block block(long number) {
        return guarded(() -> chain.block(number));
    }

    @Override
    public Roster roster(int netuid) {
        return guarded(() -> chain.roster(netuid));
    }

    @Override
    public SubnetTerms subnet(int netuid) {
        return guarded(() -> chain.subnet(netuid));
    }

    @Override
    public long nextNonce(String hotkey) {
        return guarded(() -> chain.nextNonce(hotkey));
    }

    @Override
    public RevealTerms revealTerms(int netuid) {
        return guarded(() -> chain.revealTerms(netuid));
    }

    @Override
    public SignedExtrinsic sign(Call call, long nonce, Hotkey hotkey) {
        return guarded(() -> chain.sign(call, nonce, hotkey));
    }

    @Override
    public void submit(SignedExtrinsic signed) {
        guarded(() -> {
            chain.submit(signed);
            return true;
        });
    }

    @Override
    public ExtrinsicStatus status(ExtrinsicId extrinsic) {
        return guarded(() -> chain.status(extrinsic));
    }

    @Override
    public void close() {
        chain.close();
    }

    private <T> T guarded(Supplier<T> call) {
        var answer = Mono.fromSupplier(call)
                .subscribeOn(Schedulers.boundedElastic())
                .transformDeferred(TimeLimiterOperator.of(limit))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(RetryOperator.of(retry))
                .onErrorMap(TimeoutException.class, this::tooSlow)
                .onErrorMap(CallNotPermittedException.class, GuardedChain::suspended)
                .contextWrite(Context.of(DROPPED, (Consumer<Throwable>) GuardedChain::tooLate))
                .block();
        return Objects.requireNonNull(answer, "the chain's answer");
    }

    private ChainException tooSlow(TimeoutException e) {
        return new ChainException(
                "the chain did not answer within "
                        + limit.getTimeLimiterConfig().getTimeoutDuration(),
                e);
    }

    private static void tooLate(Throwable e) {
        LOG.debug("a call to the chain failed after its time was over: {}", e.getMessage());
    }

    private static ChainException suspended(CallNotPermittedException e) {
        return new ChainException(
                "calls to the chain are suspended because too many failed: see that the node is up", e);
    }
}

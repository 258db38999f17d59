package io.assay.chain.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON-RPC 2.0 over WebSocket to one of several nodes of a chain. It keeps one connection, and after a loss goes through the
 * endpoints until one answers, on the expected chain. A call is sent at most once: whether to repeat one that broke off is the
 * caller's to decide. Safe for any number of threads, virtual ones best.
 */
public final class RpcClient implements AutoCloseable {
    private final RpcSettings settings;
    private final RpcJson json;
    private final Renewals renewals;
    private final Connections connections;
    private final Semaphore places;

    private RpcClient(RpcSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.json = new RpcJson(settings.limits());
        this.renewals = new Renewals(settings.times().call());
        this.places = new Semaphore(settings.outstanding(), true);
        this.connections = Connections.start(settings, json, random, renewals::renewal);
    }

    /** Begins to connect, and returns at once. */
    public static RpcClient start(RpcSettings settings) {
        return start(settings, RandomGenerator.getDefault());
    }

    /**
     * Begins to connect, and returns at once.
     *
     * @param random of the backoff; used by one thread
     */
    public static RpcClient start(RpcSettings settings, RandomGenerator random) {
        return new RpcClient(settings, random);
    }

    /** {@link #call(String, List, Duration)} with the settings' time limit. */
    public JsonNode call(String method, List<? extends @Nullable Object> params) {
        return call(method, params, settings.times().call());
    }

    /**
     * Calls a method and waits for its result, for a connection and for its turn too.
     *
     * @param params by position: trees, strings, numbers, booleans, nulls, lists and maps of these
     * @param limit from now to the answer; positive
     * @return what the node says, JSON null too
     * @throws RpcException whatever went wrong
     * @throws IllegalArgumentException if {@code params} cannot be written as JSON
     */
    public JsonNode call(String method, List<? extends @Nullable Object> params, Duration limit) {
        return call(method, params, Deadline.in(RpcTimes.require("limit", limit)), null);
    }

    /**
     * Subscribes, and waits until the node has answered.
     *
     * @return to be closed by the caller
     * @throws RpcException if the node refuses it, or whatever went wrong
     */
    public RpcSubscription subscribe(SubscriptionRequest request) {
        var queue = new NotificationQueue(settings.queued(), settings.queuedBytes());
        var subscription = new RpcSubscription(request, json, queue, renewals, this::unsubscribe);
        try {
            call(
                    request.method(),
                    request.params(),
                    Deadline.in(settings.times().call()),
                    subscription);
            return subscription;
        } catch (RpcException e) {
            // An answer may still come: nobody waits for its subscription any more.
            subscription.close();
            throw e;
        }
    }

    /** Host and port of the node that it is connected to; empty while there is none. */
    public Optional<String> connectedTo() {
        return connections.now().map(Exchange::endpoint);
    }

    /** Ends the connection: calls that wait fail with {@link RpcException.Disconnected}, subscriptions end. */
    @Override
    public void close() {
        connections.close();
        renewals.endAll(new RpcException.Disconnected("the client was closed"));
    }

    private JsonNode call(
            String method,
            List<? extends @Nullable Object> params,
            Deadline deadline,
            @Nullable RpcSubscription subscription) {
        takePlace(method, deadline);
        try {
            while (true) {
                var exchange = connections.await(method, deadline);
                var call = exchange.send(method, params, subscription);
                if (call.isPresent()) {
                    return Answers.of(call.get(), exchange, deadline);
                }
            }
        } finally {
            places.release();
        }
    }

    private void takePlace(String method, Deadline deadline) {
        try {
            if (!places.tryAcquire(deadline.left(), TimeUnit.NANOSECONDS)) {
                throw new RpcException.Unanswered(method + " was not sent: " + settings.outstanding()
                        + " calls were waiting for an answer, as many as allowed, for its whole time limit");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RpcException.Interrupted(method);
        }
    }

    private void unsubscribe(RpcSubscription subscription) {
        connections.now().ifPresent(exchange -> exchange.unsubscribe(subscription));
    }
}

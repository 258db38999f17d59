package io.assay.chain.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The subscriptions that outlive their connection. Safe for several threads. */
final class Renewals {
    private static final System.Logger LOG = System.getLogger(Renewals.class.getName());

    private final Set<RpcSubscription> kept = ConcurrentHashMap.newKeySet();
    private final Duration limit;

    /** With a time limit for each. */
    Renewals(Duration limit) {
        this.limit = limit;
    }

    void keep(RpcSubscription subscription) {
        kept.add(subscription);
    }

    void forget(RpcSubscription subscription) {
        kept.remove(subscription);
    }

    /**
     * What subscribes again on a new connection all that is kept now: asked for before anybody may use that connection, since
     * what is subscribed to there needs no renewal. One that the node refuses ends; one that it does not answer ends the
     * connection.
     */
    Consumer<Exchange> renewal() {
        kept.removeIf(RpcSubscription::isEnded);
        var lost = List.copyOf(kept);
        return exchange -> lost.stream()
                .takeWhile(_ -> exchange.isOpen())
                .filter(kept::contains)
                .forEach(subscription -> renew(exchange, subscription));
    }

    void endAll(RpcException reason) {
        kept.forEach(subscription -> subscription.end(reason));
        kept.clear();
    }

    private void renew(Exchange exchange, RpcSubscription subscription) {
        var request = subscription.request();
        try {
            exchange.send(request.method(), request.params(), subscription)
                    .ifPresent(call -> Answers.of(call, exchange, Deadline.in(limit)));
        } catch (RpcException.Unanswered e) {
            exchange.giveUp(new Ending.Broken("it did not renew " + request.method()));
        } catch (RpcException e) {
            LOG.log(System.Logger.Level.WARNING, "not renewed: " + e.getMessage());
            if (e instanceof RpcException.RpcError && exchange.isOpen()) {
                subscription.end(e);
            }
        }
    }
}

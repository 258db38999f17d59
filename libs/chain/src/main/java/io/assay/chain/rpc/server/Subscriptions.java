package io.assay.chain.rpc.server;

import io.assay.chain.rpc.RpcJson;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The subscriptions of one client. Safe for several threads. */
final class Subscriptions {
    private static final RandomGenerator IDS = new SecureRandom();
    private static final int ID_BYTES = 8;

    private final int most;
    private final RpcJson json;
    private final Outgoing outgoing;
    private final Map<String, Subscription> byId = new HashMap<>();
    private boolean gone;

    Subscriptions(int most, RpcJson json, Outgoing outgoing) {
        this.most = most;
        this.json = json;
        this.outgoing = outgoing;
    }

    /**
     * Gives a subscription its id; it does not begin yet.
     *
     * @throws RpcRefusal if there are as many as allowed
     */
    synchronized Subscription open(String notification, RpcFeed feed, RpcFeed.Source source) {
        if (gone || byId.size() >= most) {
            throw Faults.refusal(Faults.TOO_MANY_SUBSCRIPTIONS, "allowed: " + most);
        }
        var bytes = new byte[ID_BYTES];
        IDS.nextBytes(bytes);
        var id = HexFormat.of().formatHex(bytes);
        var subscription = new Subscription(id, notification, feed, source, json, outgoing, this::remove);
        byId.put(id, subscription);
        return subscription;
    }

    /** Ends one; whether there was such a one. */
    boolean close(RpcFeed feed, String id) {
        var subscription = find(id).filter(found -> found.isOf(feed));
        subscription.ifPresent(Subscription::end);
        return subscription.isPresent();
    }

    /** The client is gone. */
    void closeAll() {
        all().forEach(Subscription::end);
    }

    private synchronized Optional<Subscription> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private synchronized List<Subscription> all() {
        gone = true;
        return List.copyOf(byId.values());
    }

    private synchronized void remove(Subscription subscription) {
        byId.remove(subscription.id());
    }
}

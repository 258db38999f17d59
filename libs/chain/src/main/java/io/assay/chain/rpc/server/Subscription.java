package io.assay.chain.rpc.server;

import io.assay.chain.rpc.RpcJson;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One subscription of one client, from the answer to its end. */
final class Subscription implements RpcSink {
    private static final System.Logger LOG = System.getLogger(Subscription.class.getName());

    private final String id;
    private final String notification;
    private final RpcFeed feed;
    private final RpcFeed.Source source;
    private final RpcJson json;
    private final Outgoing outgoing;
    private final Consumer<Subscription> onEnd;
    private @Nullable AutoCloseable begun;
    private boolean ended;

    Subscription(
            String id,
            String notification,
            RpcFeed feed,
            RpcFeed.Source source,
            RpcJson json,
            Outgoing outgoing,
            Consumer<Subscription> onEnd) {
        this.id = id;
        this.notification = notification;
        this.feed = feed;
        this.source = source;
        this.json = json;
        this.outgoing = outgoing;
        this.onEnd = onEnd;
    }

    String id() {
        return id;
    }

    boolean isOf(RpcFeed other) {
        return feed.equals(other);
    }

    /** The client knows the id. */
    void begin() {
        try {
            var stop = source.begin(this);
            if (!keep(stop)) {
                close(stop);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, notification + " could not begin", e);
            end();
        }
    }

    @Override
    public boolean send(Object result) {
        var params = new LinkedHashMap<String, Object>();
        params.put("subscription", id);
        params.put("result", result);
        var message = new LinkedHashMap<String, Object>();
        message.put("jsonrpc", "2.0");
        message.put("method", notification);
        message.put("params", params);
        return isWanted() && isSent(json.write(message));
    }

    @Override
    public void end() {
        onEnd.accept(this);
        AutoCloseable stop;
        synchronized (this) {
            ended = true;
            stop = begun;
            begun = null;
        }
        if (stop != null) {
            Thread.ofVirtual().name("rpc-feed-end").start(() -> close(stop));
        }
    }

    private boolean isSent(byte[] message) {
        var _ = outgoing.send(message);
        return outgoing.isOpen();
    }

    private synchronized boolean isWanted() {
        return !ended && outgoing.isOpen();
    }

    private synchronized boolean keep(AutoCloseable stop) {
        if (!ended) {
            begun = stop;
        }
        return !ended;
    }

    private void close(AutoCloseable stop) {
        try {
            stop.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, notification + " could not be ended", e);
        }
    }
}

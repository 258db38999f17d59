package io.assay.chain.rpc.server;

/** What can be subscribed to. Called as an {@link RpcCall} is. */
@FunctionalInterface
public interface RpcFeed {
    /**
     * Looks at the parameters, before the client is told that it has a subscription.
     *
     * @throws RpcRefusal to refuse
     */
    Source open(RpcParams params);

    /** Notifications of one subscription. */
    @FunctionalInterface
    interface Source {
        /**
         * Begins, once the client knows the subscription's id.
         *
         * @param sink takes notifications from any thread, until it is ended
         * @return closed once when nobody wants any more: the client has unsubscribed or is gone, or the sink was ended; in a
         *     thread of its own
         */
        AutoCloseable begin(RpcSink sink);
    }
}

package io.assay.chain.rpc.server;

/** A client's subscription, for whoever has news. Neither method waits. */
public interface RpcSink {
    /**
     * Sends a notification. A client that reads too slowly is cut off.
     *
     * @param result what {@link io.assay.chain.rpc.RpcJson#write} takes
     * @return whether anybody still wants it
     */
    boolean send(Object result);

    /** Nothing more will come. The client is not told: the protocol has no word for it. */
    void end();
}

package io.assay.chain.rpc;

import tools.jackson.databind.JsonNode;

/** What the consumer of a subscription is told. */
public sealed interface RpcEvent {
    /** A notification. */
    record Notified(JsonNode value) implements RpcEvent {}

    /**
     * The consumer was too slow: the oldest notifications are gone.
     *
     * @param count of them; positive
     */
    record Dropped(long count) implements RpcEvent {}

    /** The connection was lost and the subscription made again: what happened between is not told. */
    record Resubscribed() implements RpcEvent {}

    /** Nothing more will come; told again whenever it is asked. */
    record Ended(RpcException reason) implements RpcEvent {}
}

package io.assay.chain.rpc;

import tools.jackson.databind.JsonNode;

/** What a node may say to its client. */
public sealed interface RpcMessage {
    /**
     * A call's result.
     *
     * @param id of the call
     * @param value JSON null too
     */
    record Result(long id, JsonNode value) implements RpcMessage {}

    /** A call's refusal. */
    record Refusal(long id, RpcFault fault) implements RpcMessage {}

    /** A refusal of a call that the node could not read as far as its id. */
    record Unattributed(RpcFault fault) implements RpcMessage {}

    /**
     * News of a subscription.
     *
     * @param subscription the node's id for it, a string or a whole number
     */
    record Notification(JsonNode subscription, JsonNode value) implements RpcMessage {}

    /** The node ends a subscription. */
    record Ended(JsonNode subscription, JsonNode error) implements RpcMessage {}

    /**
     * None of these.
     *
     * @param what is wrong, without any of the node's text: fit for a log
     */
    record Malformed(String what) implements RpcMessage {}

    /** Reads one message. Whatever the bytes, it returns. */
    static RpcMessage parse(byte[] utf8, RpcJson json) {
        return switch (json.read(utf8)) {
            case RpcJson.Reading.Unreadable(var what) -> new Malformed(what);
            case RpcJson.Reading.Tree(var root) -> MessageShape.of(root);
        };
    }
}

package io.assay.chain.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which message a tree is: JSON-RPC 2.0, sections 4.1 and 5, and Substrate's notifications. Unknown members are ignored. */
final class MessageShape {
    private static final int SUBSCRIPTION_CHARS = 256;

    private MessageShape() {}

    static RpcMessage of(JsonNode root) {
        if (!root.isObject()) {
            return malformed("no object");
        }
        if (!isVersion2(root.get("jsonrpc"))) {
            return malformed("jsonrpc is not \"2.0\"");
        }
        return root.has("method") ? notification(root) : answer(root);
    }

    private static boolean isVersion2(@Nullable JsonNode version) {
        return version != null && version.isString() && version.stringValue().equals("2.0");
    }

    private static RpcMessage answer(JsonNode root) {
        var id = root.get("id");
        var result = root.get("result");
        var error = root.get("error");
        if (id == null) {
            return malformed("neither id nor method");
        }
        if ((result == null) == (error == null)) {
            return malformed("not exactly one of result and error");
        }
        if (result != null) {
            return isId(id) ? new RpcMessage.Result(id.longValue(), result) : malformed("id is no whole number");
        }
        return refusal(id, error);
    }

    private static RpcMessage refusal(JsonNode id, JsonNode error) {
        var fault = fault(error);
        if (fault == null) {
            return malformed("error is not {code, message}");
        }
        if (id.isNull()) {
            return new RpcMessage.Unattributed(fault);
        }
        return isId(id) ? new RpcMessage.Refusal(id.longValue(), fault) : malformed("id is no whole number");
    }

    private static boolean isId(JsonNode id) {
        return id.isIntegralNumber() && id.canConvertToLong();
    }

    private static @Nullable RpcFault fault(JsonNode error) {
        var code = error.get("code");
        var message = error.get("message");
        if (code == null || !code.isIntegralNumber() || !code.canConvertToInt()) {
            return null;
        }
        return message == null || !message.isString()
                ? null
                : new RpcFault(code.intValue(), message.stringValue(), error.get("data"));
    }

    private static RpcMessage notification(JsonNode root) {
        var params = root.get("params");
        if (root.has("id") || params == null || !params.isObject()) {
            return malformed("a method that is no notification of a subscription");
        }
        var subscription = params.get("subscription");
        if (subscription == null || !isSubscription(subscription)) {
            return malformed("subscription is neither a short string nor a whole number");
        }
        return news(subscription, params.get("result"), params.get("error"));
    }

    private static RpcMessage news(JsonNode subscription, @Nullable JsonNode result, @Nullable JsonNode error) {
        if (result != null && error == null) {
            return new RpcMessage.Notification(subscription, result);
        }
        return error != null && result == null
                ? new RpcMessage.Ended(subscription, error)
                : malformed("a notification without exactly one of result and error");
    }

    /** Whether a tree can be a node's name for a subscription. */
    static boolean isSubscription(JsonNode id) {
        return isId(id) || (id.isString() && id.stringValue().length() <= SUBSCRIPTION_CHARS);
    }

    private static RpcMessage malformed(String what) {
        return new RpcMessage.Malformed(what);
    }
}

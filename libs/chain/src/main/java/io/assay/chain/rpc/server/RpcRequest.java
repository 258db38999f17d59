package io.assay.chain.rpc.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** What a client may ask: JSON-RPC 2.0, section 4. Unknown members are ignored. */
sealed interface RpcRequest {
    /**
     * A request.
     *
     * @param id a short string, a whole number or null, echoed as it is
     */
    record Call(JsonNode id, String method, JsonNode params) implements RpcRequest {}

    /** A request that wants no answer. */
    record Silent() implements RpcRequest {}

    /** None. */
    record Invalid(JsonNode id, String what) implements RpcRequest {}

    /** Longest id that is echoed, in characters. */
    int ID_CHARS = 256;

    static RpcRequest of(JsonNode root) {
        var id = id(root);
        if (id.isEmpty()) {
            return new Invalid(NullNode.instance, "id is neither a short string, a whole number nor null");
        }
        var method = root.get("method");
        if (!isVersion2(root.get("jsonrpc"))) {
            return new Invalid(id.get(), "jsonrpc is not \"2.0\"");
        }
        if (method == null || !method.isString()) {
            return new Invalid(id.get(), "method is not a string");
        }
        return root.has("id") ? call(id.get(), method.stringValue(), root.get("params")) : new Silent();
    }

    private static RpcRequest call(JsonNode id, String method, @Nullable JsonNode params) {
        if (params == null || params.isNull()) {
            return new Call(id, method, new ArrayNode(JsonNodeFactory.instance));
        }
        return params.isArray() ? new Call(id, method, params) : new Invalid(id, "params is not an array");
    }

    private static Optional<JsonNode> id(JsonNode root) {
        var id = root.get("id");
        if (id == null) {
            return Optional.of(NullNode.instance);
        }
        var isShort = id.isString() && id.stringValue().length() <= ID_CHARS;
        return Optional.of(id).filter(_ -> isShort || id.isNull() || id.isIntegralNumber());
    }

    private static boolean isVersion2(@Nullable JsonNode version) {
        return version != null && version.isString() && version.stringValue().equals("2.0");
    }
}

package io.assay.fuzz.harness;

import io.assay.chain.rpc.RpcFault;
import io.assay.chain.rpc.RpcJson;
import io.assay.chain.rpc.RpcLimits;
import io.assay.chain.rpc.RpcMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** An input is a message of a chain's node. */
public final class RpcTarget {
    private static final int NESTING = 16;
    private static final int STRING_CHARS = 1000;
    private static final int TOKENS = 500;
    private static final RpcJson JSON = new RpcJson(new RpcLimits(3000, NESTING, STRING_CHARS, 40, TOKENS));
    // Written again, a message may be longer: every character beyond ASCII becomes six.
    private static final RpcJson ROOMY = new RpcJson(new RpcLimits(100_000, NESTING, STRING_CHARS, 400, TOKENS));

    private RpcTarget() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input is a message; one that is must be the same when it is written and read again. */
    public static boolean accepts(byte[] input) {
        var message = RpcMessage.parse(input, JSON);
        switch (message) {
            case RpcMessage.Malformed(var what) -> Verdict.requireSentence(what);
            case RpcMessage.Result(var id, var value) -> requireSame(message, "id", id, "result", value);
            case RpcMessage.Refusal(var id, var fault) -> requireSame(message, "id", id, "error", error(fault));
            case RpcMessage.Unattributed(var fault) ->
                requireSame(message, "id", NullNode.instance, "error", error(fault));
            case RpcMessage.Notification(var id, var value) -> requireNews(message, id, "result", value);
            case RpcMessage.Ended(var id, var error) -> requireNews(message, id, "error", error);
        }
        return !(message instanceof RpcMessage.Malformed);
    }

    private static void requireNews(RpcMessage message, JsonNode subscription, String member, JsonNode value) {
        requireSound(subscription, 1);
        requireSame(message, "method", "news", "params", Map.of("subscription", subscription, member, value));
    }

    private static void requireSame(RpcMessage message, String first, Object one, String second, Object two) {
        if (two instanceof JsonNode tree) {
            requireSound(tree, 1);
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("jsonrpc", "2.0");
        members.put(first, one);
        members.put(second, two);
        Verdict.require(
                RpcMessage.parse(ROOMY.write(members), ROOMY).equals(message),
                "written and read again it is another message");
    }

    private static void requireSound(JsonNode node, int depth) {
        Verdict.require(depth <= NESTING, "accepted with more nesting than allowed");
        Verdict.require(!node.isString() || node.stringValue().length() <= STRING_CHARS, "accepted with a long string");
        Verdict.require(node.size() <= TOKENS, "accepted with more values than allowed");
        node.forEach(child -> requireSound(child, depth + 1));
    }

    private static Map<String, Object> error(RpcFault fault) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", fault.code());
        error.put("message", fault.message());
        if (fault.data() != null) {
            requireSound(fault.data(), 1);
            error.put("data", fault.data());
        }
        return error;
    }
}

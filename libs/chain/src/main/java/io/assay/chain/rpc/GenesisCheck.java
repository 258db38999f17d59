package io.assay.chain.rpc;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Lets nodes of one chain pass: that of the settings, or of the first node. For one thread. */
final class GenesisCheck {
    private static final String METHOD = "chain_getBlockHash";
    private static final Pattern HASH = Pattern.compile("0x[0-9a-f]{64}");

    private @Nullable String expected;

    GenesisCheck(@Nullable String expected) {
        this.expected = expected;
    }

    /**
     * Asks a node for its genesis hash.
     *
     * @throws RpcException.OtherChain if it is not the expected
     * @throws RpcException if there is none
     */
    void pass(Exchange exchange, Deadline deadline) {
        var call = exchange.send(METHOD, List.of(0), null)
                .orElseThrow(() -> new RpcException.Disconnected(exchange.endpoint() + " broke the connection"));
        var found = hash(exchange, Answers.of(call, exchange, deadline));
        if (expected == null) {
            expected = found;
        }
        if (!expected.equals(found)) {
            throw new RpcException.OtherChain(exchange.endpoint(), expected, found);
        }
    }

    private static String hash(Exchange exchange, JsonNode answer) {
        if (answer.isString() && HASH.matcher(answer.stringValue()).matches()) {
            return answer.stringValue();
        }
        var what = "no hash of block 0";
        throw new RpcException.MalformedAnswer(exchange.endpoint() + " answered " + METHOD + " with " + what, what);
    }
}

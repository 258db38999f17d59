package io.assay.chain.rpc.server;

import io.assay.chain.rpc.RpcFault;
import tools.jackson.databind.node.StringNode;

/** The protocol's errors, and those that jsonrpsee, the library below Substrate's nodes, has for the same reasons. */
final class Faults {
    static final int TOO_MANY_SUBSCRIPTIONS = -32006;
    static final int ANSWER_TOO_LARGE = -32008;
    static final int BATCH_TOO_LARGE = -32010;

    private Faults() {}

    static RpcFault fault(int code, String detail) {
        return new RpcFault(code, title(code), StringNode.valueOf(detail));
    }

    static RpcRefusal refusal(int code, String detail) {
        return new RpcRefusal(fault(code, detail));
    }

    private static String title(int code) {
        return switch (code) {
            case RpcFault.PARSE_ERROR -> "Parse error";
            case RpcFault.INVALID_REQUEST -> "Invalid Request";
            case RpcFault.METHOD_NOT_FOUND -> "Method not found";
            case RpcFault.INVALID_PARAMS -> "Invalid params";
            case TOO_MANY_SUBSCRIPTIONS -> "Too many subscriptions on the connection";
            case ANSWER_TOO_LARGE -> "Response is too big";
            case BATCH_TOO_LARGE -> "The batch request was too large";
            default -> "Internal error";
        };
    }
}

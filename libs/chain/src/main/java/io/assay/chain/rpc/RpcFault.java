package io.assay.chain.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The error object of JSON-RPC 2.0, section 5.1.
 *
 * @param code -32768 to -32000 are the protocol's; Substrate's pool has 1010 (invalid transaction) to 1016
 * @param message one sentence, as the peer wrote it: may contain anything
 * @param data what the peer adds, null if nothing
 */
public record RpcFault(int code, String message, @Nullable JsonNode data) {
    /** Text that is not JSON. */
    public static final int PARSE_ERROR = -32700;
    /** JSON that is no request. */
    public static final int INVALID_REQUEST = -32600;
    /** A method that is not there. */
    public static final int METHOD_NOT_FOUND = -32601;
    /** Parameters that the method does not take. */
    public static final int INVALID_PARAMS = -32602;
    /** A fault of the one who answers. */
    public static final int INTERNAL_ERROR = -32603;
}

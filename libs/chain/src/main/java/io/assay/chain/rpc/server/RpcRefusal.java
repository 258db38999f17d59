package io.assay.chain.rpc.server;

import io.assay.chain.rpc.RpcFault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A method does not serve a request; the client is told. */
public final class RpcRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RpcFault fault;

    /**
     * With what the client is told.
     *
     * @param code outside -32768 to -32000, except for {@link RpcFault#INVALID_PARAMS} and {@link RpcFault#INTERNAL_ERROR}
     * @param message one sentence
     * @param data more of it, null for none
     */
    public RpcRefusal(int code, String message, @Nullable JsonNode data) {
        this(new RpcFault(code, message, data));
    }

    RpcRefusal(RpcFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    /** Parameters that the method does not take; what is wrong and what is allowed. */
    public static RpcRefusal invalidParams(String detail) {
        return Faults.refusal(RpcFault.INVALID_PARAMS, detail);
    }

    /** What the client is told. */
    public RpcFault fault() {
        return fault;
    }
}

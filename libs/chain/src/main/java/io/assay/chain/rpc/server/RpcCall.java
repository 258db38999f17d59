package io.assay.chain.rpc.server;

import org.jspecify.annotations.Nullable;

/** A method that answers once. Called in a virtual thread, several at the same time; may wait, and is interrupted when the server closes. */
@FunctionalInterface
public interface RpcCall {
    /**
     * Answers.
     *
     * @return what {@link io.assay.chain.rpc.RpcJson#write} takes, or null
     * @throws RpcRefusal to refuse; any other exception is logged and becomes an internal error without detail
     */
    @Nullable
    Object answer(RpcParams params);
}

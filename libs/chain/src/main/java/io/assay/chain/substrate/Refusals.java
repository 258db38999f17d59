package io.assay.chain.substrate;

import io.assay.chain.ChainException;
import io.assay.chain.rpc.RpcException;
import io.assay.chain.rpc.RpcException.RpcError;

/** Failed calls in the port's terms. */
final class Refusals {
    private static final String DISCARDED = "State already discarded";

    private Refusals() {}

    static ChainException of(RpcException failure) {
        return failure instanceof RpcError error && isDiscarded(error)
                ? new DiscardedStateException(
                        failure.getMessage() + "; the node keeps the state of recent blocks only:"
                                + " name an archive node (one that runs with --state-pruning archive)",
                        failure)
                : new ChainException(message(failure), failure);
    }

    /** It names endpoint and method, and is fit for a log. */
    static String message(RpcException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static boolean isDiscarded(RpcError error) {
        var data = error.fault().data();
        return error.fault().message().contains(DISCARDED)
                || (data != null && data.toString().contains(DISCARDED));
    }
}

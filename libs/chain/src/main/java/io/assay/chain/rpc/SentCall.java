package io.assay.chain.rpc;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that was sent.
 *
 * @param subscription that the answer opens, null for any other call
 * @param sentNanos when, by the clock of {@link System#nanoTime}
 */
record SentCall(
        long id,
        String method,
        @Nullable RpcSubscription subscription,
        long sentNanos,
        CompletableFuture<Outcome> outcome) {}

package io.assay.chain.rpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to subscribe to.
 *
 * @param method that subscribes, such as {@code chain_subscribeNewHeads}
 * @param unsubscribeMethod that ends it
 * @param params of {@code method}, as {@link RpcClient#call} takes them
 * @param renewed whether it is subscribed again by itself after a reconnect; never true where subscribing does something, as
 *     {@code author_submitAndWatchExtrinsic}
 */
public record SubscriptionRequest(
        String method, String unsubscribeMethod, List<? extends @Nullable Object> params, boolean renewed) {
    /** Copies the parameters. */
    public SubscriptionRequest {
        params = Collections.unmodifiableList(new ArrayList<@Nullable Object>(params));
    }

    /** One that is subscribed again after each reconnect. */
    public static SubscriptionRequest renewed(
            String method, String unsubscribeMethod, List<? extends @Nullable Object> params) {
        return new SubscriptionRequest(method, unsubscribeMethod, params, true);
    }

    /** One that ends with its connection. */
    public static SubscriptionRequest once(
            String method, String unsubscribeMethod, List<? extends @Nullable Object> params) {
        return new SubscriptionRequest(method, unsubscribeMethod, params, false);
    }
}

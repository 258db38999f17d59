package io.assay.chain.rpc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The subscriptions of one connection by the names that the node gave them. For one thread. */
final class OpenSubscriptions {
    private final Map<JsonNode, RpcSubscription> byId = new HashMap<>();
    private final EarlyNotifications early;

    OpenSubscriptions(EarlyNotifications early) {
        this.early = early;
    }

    /** Whether a node may give this name to one more subscription. */
    boolean isFree(JsonNode id) {
        return MessageShape.isSubscription(id) && !byId.containsKey(id);
    }

    void open(JsonNode id, RpcSubscription subscription) {
        byId.put(id, subscription);
        early.moveTo(id, subscription);
    }

    /**
     * Delivers a notification.
     *
     * @param isOneComing whether the answer to a subscribing call is still to come: it may be this one's
     */
    void notified(JsonNode id, byte[] utf8, boolean isOneComing) {
        var subscription = byId.get(id);
        if (subscription != null) {
            subscription.add(utf8);
        } else if (isOneComing) {
            early.add(id, utf8);
        }
    }

    /** No answer to a subscribing call is to come: what is still early belongs to nobody. */
    void noneIsComing() {
        early.clear();
    }

    void ended(JsonNode id, JsonNode error, String endpoint) {
        var subscription = byId.remove(id);
        if (subscription != null) {
            var fault = new RpcFault(RpcFault.INTERNAL_ERROR, "the node ended the subscription", error);
            subscription.end(
                    new RpcException.RpcError(endpoint, subscription.request().method(), fault));
        }
    }

    /** Forgets a subscription; its name if it was open. */
    Optional<JsonNode> remove(RpcSubscription subscription) {
        var id = byId.entrySet().stream()
                .filter(entry -> entry.getValue() == subscription)
                .map(Map.Entry::getKey)
                .findFirst();
        id.ifPresent(byId::remove);
        return id;
    }

    List<RpcSubscription> removeAll() {
        var all = List.copyOf(byId.values());
        byId.clear();
        early.clear();
        return all;
    }
}

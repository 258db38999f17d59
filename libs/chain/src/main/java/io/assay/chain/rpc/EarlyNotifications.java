package io.assay.chain.rpc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/**
 * Notifications of subscriptions that are not known yet: a node may send them before its answer to the subscribing call. Bounded in
 * number and bytes; the oldest go first. For one thread.
 */
final class EarlyNotifications {
    private final int most;
    private final long mostBytes;
    private final Deque<Early> waiting = new ArrayDeque<>();
    private long bytes;

    EarlyNotifications(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    private record Early(JsonNode subscription, byte[] utf8) {}

    void add(JsonNode subscription, byte[] utf8) {
        waiting.add(new Early(subscription, utf8));
        bytes += utf8.length;
        while (waiting.size() > most || bytes > mostBytes) {
            bytes -= waiting.remove().utf8().length;
        }
    }

    /** Hands over those of a subscription that became known. */
    void moveTo(JsonNode id, RpcSubscription subscription) {
        for (Iterator<Early> each = waiting.iterator(); each.hasNext(); ) {
            var early = each.next();
            if (early.subscription().equals(id)) {
                subscription.add(early.utf8());
                bytes -= early.utf8().length;
                each.remove();
            }
        }
    }

    void clear() {
        waiting.clear();
        bytes = 0;
    }
}

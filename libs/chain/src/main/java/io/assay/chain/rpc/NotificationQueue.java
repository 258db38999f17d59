package io.assay.chain.rpc;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Notifications that wait for their consumer, as they came: a tree may take many times its text's memory. Bounded in number and
 * bytes; the oldest are dropped and counted. For one thread.
 */
final class NotificationQueue {
    // A gap takes a notification's place in the queue, and its place in time.
    private static final byte[] GAP = {};

    private final int most;
    private final long mostBytes;
    private final Deque<byte[]> messages = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean droppedGap;

    NotificationQueue(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    sealed interface Item {
        record Message(byte[] utf8) implements Item {}

        record Gap() implements Item {}

        record Dropped(long count) implements Item {}
    }

    void add(byte[] message) {
        while (!messages.isEmpty() && (messages.size() >= most || bytes + message.length > mostBytes)) {
            drop();
        }
        messages.add(message);
        bytes += message.length;
    }

    /** Marks that something may be missing from here on. */
    void addGap() {
        add(GAP);
    }

    /** The oldest, after what was dropped before it; null if there is nothing. */
    @Nullable
    Item poll() {
        if (dropped > 0) {
            var count = dropped;
            dropped = 0;
            return new Item.Dropped(count);
        }
        if (droppedGap) {
            droppedGap = false;
            return new Item.Gap();
        }
        return messages.isEmpty() ? null : item(remove());
    }

    private void drop() {
        if (isGap(remove())) {
            droppedGap = true;
        } else {
            dropped++;
        }
    }

    private byte[] remove() {
        var message = messages.remove();
        bytes -= message.length;
        return message;
    }

    private static Item item(byte[] message) {
        return isGap(message) ? new Item.Gap() : new Item.Message(message);
    }

    private static boolean isGap(byte[] message) {
        return message.length == 0;
    }
}

package io.assay.chain.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscription, read by a thread that waits for what comes next; several may share it. */
public final class RpcSubscription implements AutoCloseable {
    private final SubscriptionRequest request;
    private final RpcJson json;
    private final Renewals renewals;
    private final Consumer<RpcSubscription> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NotificationQueue queue;
    private @Nullable RpcException ended;
    private boolean opened;

    RpcSubscription(
            SubscriptionRequest request,
            RpcJson json,
            NotificationQueue queue,
            Renewals renewals,
            Consumer<RpcSubscription> onClose) {
        this.request = request;
        this.json = json;
        this.queue = queue;
        this.renewals = renewals;
        this.onClose = onClose;
    }

    /** What was subscribed to. */
    public SubscriptionRequest request() {
        return request;
    }

    /** Waits for the next event. What came before the end is told before it. */
    public RpcEvent next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var event = poll();
                if (event != null) {
                    return event;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next event, at most so long. */
    public Optional<RpcEvent> next(Duration limit) throws InterruptedException {
        var left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            for (var event = poll(); ; event = poll()) {
                if (event != null || left <= 0) {
                    return Optional.ofNullable(event);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Unsubscribes, without waiting for the node. */
    @Override
    public void close() {
        end(new RpcException.Disconnected(request.method() + " was closed by its consumer"));
        renewals.forget(this);
        onClose.accept(this);
    }

    /** The node has opened it, for the first time or again; whether it is still wanted. */
    boolean open() {
        return change(() -> {
            if (opened) {
                queue.addGap();
            }
            opened = true;
            if (request.renewed()) {
                renewals.keep(this);
            }
        });
    }

    void add(byte[] notification) {
        change(() -> queue.add(notification));
    }

    /** The connection on which it was open is over. */
    void lost(Ending reason, String endpoint) {
        if (!request.renewed()) {
            end(reason.toException(endpoint, request.method()));
        }
    }

    void end(RpcException reason) {
        change(() -> ended = reason);
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended != null;
        } finally {
            lock.unlock();
        }
    }

    private boolean change(Runnable change) {
        lock.lock();
        try {
            if (ended != null) {
                return false;
            }
            change.run();
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable RpcEvent poll() {
        return switch (queue.poll()) {
            case null -> ended == null ? null : new RpcEvent.Ended(ended);
            case NotificationQueue.Item.Dropped(var count) -> new RpcEvent.Dropped(count);
            case NotificationQueue.Item.Gap() -> new RpcEvent.Resubscribed();
            case NotificationQueue.Item.Message(var utf8) -> notified(utf8);
        };
    }

    private RpcEvent notified(byte[] utf8) {
        if (RpcMessage.parse(utf8, json) instanceof RpcMessage.Notification(var _, var value)) {
            return new RpcEvent.Notified(value);
        }
        throw new IllegalStateException("only notifications are queued");
    }
}

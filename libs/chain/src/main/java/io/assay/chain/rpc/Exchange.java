package io.assay.chain.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls, answers and subscriptions of one connection. What comes is taken in one thread, calls come from any. */
final class Exchange {
    // Calls nobody waits for any more; a node that leaves so many unanswered is of no use.
    private static final int MAX_ABANDONED = 4096;

    private final String endpoint;
    private final RpcSettings settings;
    private final RpcJson json;
    private final Wire wire;
    private final Object lock = new Object();
    private final WaitingCalls calls = new WaitingCalls();
    private final OpenSubscriptions subscriptions;
    private final CompletableFuture<Ending> over = new CompletableFuture<>();
    private @Nullable Ending ending;
    private long lastHeardNanos = System.nanoTime();

    Exchange(String endpoint, RpcSettings settings, RpcJson json, Wire wire) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.json = json;
        this.wire = wire;
        this.subscriptions = new OpenSubscriptions(new EarlyNotifications(settings.queued(), settings.queuedBytes()));
    }

    /** Of the node, without credentials. */
    String endpoint() {
        return endpoint;
    }

    boolean isOpen() {
        synchronized (lock) {
            return ending == null;
        }
    }

    /** Completed with why the connection is over. */
    CompletableFuture<Ending> over() {
        return over;
    }

    /** Ends the connection. */
    void giveUp(Ending reason) {
        wire.hangUp(reason);
    }

    /**
     * Sends a call.
     *
     * @param subscription to open with its answer
     * @return empty if the connection was over before
     * @throws RpcException.TooLarge if it is longer than a message may be; nothing was sent
     */
    Optional<SentCall> send(
            String method, List<? extends @Nullable Object> params, @Nullable RpcSubscription subscription) {
        synchronized (lock) {
            if (ending != null) {
                return Optional.empty();
            }
            var call = calls.next(method, subscription);
            var message = message(call, params);
            calls.await(call);
            wire.send(message);
            return Optional.of(call);
        }
    }

    /** Nobody waits for this call any more; whether it was still unanswered. */
    boolean abandon(SentCall call) {
        Optional<Ending> reason;
        synchronized (lock) {
            if (!calls.isAwaited(call)) {
                return false;
            }
            calls.abandon(call);
            reason = reasonToHangUp(call);
        }
        reason.ifPresent(wire::hangUp);
        return true;
    }

    /** Takes a message of the node. */
    void take(byte[] utf8) {
        var message = RpcMessage.parse(utf8, json);
        Optional<Ending> breach;
        synchronized (lock) {
            lastHeardNanos = System.nanoTime();
            breach = react(message, utf8);
        }
        breach.ifPresent(wire::hangUp);
    }

    /** The connection is over; only the first reason counts. */
    void end(Ending reason) {
        List<SentCall> lost;
        List<RpcSubscription> open;
        synchronized (lock) {
            if (ending != null) {
                return;
            }
            ending = reason;
            lost = calls.removeAll();
            open = subscriptions.removeAll();
        }
        lost.forEach(call -> call.outcome().complete(new Outcome.Lost(reason)));
        open.forEach(subscription -> subscription.lost(reason, endpoint));
        over.complete(reason);
    }

    /** Ends a subscription if it is open on this connection. */
    void unsubscribe(RpcSubscription subscription) {
        synchronized (lock) {
            subscriptions.remove(subscription).ifPresent(id -> unsubscribe(id, subscription.request()));
        }
    }

    private Optional<Ending> react(RpcMessage message, byte[] utf8) {
        return switch (message) {
            case RpcMessage.Result(var id, var value) -> answered(id, new Outcome.Answered(value));
            case RpcMessage.Refusal(var id, var fault) -> answered(id, new Outcome.Refused(fault));
            case RpcMessage.Unattributed(var fault) -> Optional.of(new Ending.Unread(fault));
            case RpcMessage.Malformed(var what) -> Optional.of(new Ending.Malformed(what));
            case RpcMessage.Notification(var id, var _) -> {
                subscriptions.notified(id, utf8, calls.isSubscribing());
                yield Optional.empty();
            }
            case RpcMessage.Ended(var id, var error) -> {
                subscriptions.ended(id, error, endpoint);
                yield Optional.empty();
            }
        };
    }

    private Optional<Ending> answered(long id, Outcome outcome) {
        var late = calls.removeAbandoned(id);
        if (late.isPresent()) {
            late(late.get(), outcome);
            return Optional.empty();
        }
        return calls.awaited(id)
                .map(call -> complete(call, outcome))
                .orElseGet(() -> Optional.of(new Ending.Malformed("an answer to no call that waits for one")));
    }

    private Optional<Ending> complete(SentCall call, Outcome outcome) {
        if (call.subscription() != null && outcome instanceof Outcome.Answered(var id)) {
            if (!subscriptions.isFree(id)) {
                return Optional.of(new Ending.Malformed("a subscription without a name of its own"));
            }
            open(id, call.subscription());
        }
        calls.remove(call);
        if (!calls.isSubscribing()) {
            subscriptions.noneIsComing();
        }
        call.outcome().complete(outcome);
        return Optional.empty();
    }

    private void open(JsonNode id, RpcSubscription subscription) {
        if (subscription.open()) {
            subscriptions.open(id, subscription);
        } else {
            unsubscribe(id, subscription.request());
        }
    }

    private void late(SentCall call, Outcome outcome) {
        if (call.subscription() != null && outcome instanceof Outcome.Answered(var id)) {
            unsubscribe(id, call.subscription().request());
        }
    }

    private void unsubscribe(JsonNode id, SubscriptionRequest request) {
        if (ending == null) {
            var call = calls.next(request.unsubscribeMethod(), null);
            calls.abandon(call);
            wire.send(message(call, List.of(id)));
        }
    }

    private Optional<Ending> reasonToHangUp(SentCall call) {
        var silent = Duration.ofNanos(System.nanoTime() - Math.max(call.sentNanos(), lastHeardNanos));
        // A caller's own short limit says nothing about the node.
        if (silent.compareTo(settings.times().call().dividedBy(2)) >= 0) {
            return Optional.of(new Ending.Broken("it said nothing while " + call.method() + " waited"));
        }
        return calls.countAbandoned() > MAX_ABANDONED
                ? Optional.of(new Ending.Broken("it left " + MAX_ABANDONED + " calls unanswered"))
                : Optional.empty();
    }

    private byte[] message(SentCall call, List<? extends @Nullable Object> params) {
        var members = new LinkedHashMap<String, Object>();
        members.put("jsonrpc", "2.0");
        members.put("id", call.id());
        members.put("method", call.method());
        members.put("params", new ArrayList<@Nullable Object>(params));
        var message = json.write(members);
        var most = settings.limits().messageBytes();
        if (message.length > most) {
            throw new RpcException.TooLarge(
                    call.method() + " was not sent: it takes " + message.length + " bytes, allowed: " + most);
        }
        return message;
    }
}

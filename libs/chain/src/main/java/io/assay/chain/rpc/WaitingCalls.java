package io.assay.chain.rpc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls of one connection that have no answer yet, by their ids. For one thread. */
final class WaitingCalls {
    private final Map<Long, SentCall> awaited = new HashMap<>();
    private final Map<Long, SentCall> abandoned = new HashMap<>();
    private long lastId;

    /** A call with the next id. */
    SentCall next(String method, @Nullable RpcSubscription subscription) {
        return new SentCall(++lastId, method, subscription, System.nanoTime(), new CompletableFuture<>());
    }

    /** Somebody waits for the answer. */
    void await(SentCall call) {
        awaited.put(call.id(), call);
    }

    /** Nobody waits for the answer, which still may come. */
    void abandon(SentCall call) {
        awaited.remove(call.id());
        abandoned.put(call.id(), call);
    }

    /** Whether somebody waits for the answer. */
    boolean isAwaited(SentCall call) {
        return awaited.containsKey(call.id());
    }

    /** The call of an answer that somebody waits for. */
    Optional<SentCall> awaited(long id) {
        return Optional.ofNullable(awaited.get(id));
    }

    /** The call of an answer that nobody waits for; forgotten by that. */
    Optional<SentCall> removeAbandoned(long id) {
        return Optional.ofNullable(abandoned.remove(id));
    }

    void remove(SentCall call) {
        awaited.remove(call.id());
    }

    /** Whether an answer is awaited that opens a subscription. */
    boolean isSubscribing() {
        return awaited.values().stream().anyMatch(call -> call.subscription() != null);
    }

    int countAbandoned() {
        return abandoned.size();
    }

    /** Forgets all; those that somebody waits for. */
    List<SentCall> removeAll() {
        var all = List.copyOf(awaited.values());
        awaited.clear();
        abandoned.clear();
        return all;
    }
}

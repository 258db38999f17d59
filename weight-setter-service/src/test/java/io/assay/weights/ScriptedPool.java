package io.assay.weights;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicRefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Extrinsics that wait for a block. */
final class ScriptedPool {
    private final LinkedHashMap<String, Signed> waiting = new LinkedHashMap<>();
    private @Nullable String refusal;

    /** An extrinsic as the scripted chain knows it by its bytes. */
    record Signed(ExtrinsicId id, Call call) {}

    /** What comes from now on is refused; null for nothing. */
    void setRefusal(@Nullable String error) {
        refusal = error;
    }

    void take(Signed signed, ScriptedState state, long nextBlock, ScriptedRules rules) {
        if (waiting.containsKey(signed.id().hash())) {
            return;
        }
        if (refusal != null) {
            throw refused(refusal);
        }
        if (nextBlock >= signed.id().death()) {
            throw refused("AncientBirthBlock");
        }
        requireNonce(signed.id().nonce(), state.nonce());
        state.gate(signed.call(), nextBlock, rules).ifPresent(error -> {
            throw refused(error);
        });
        waiting.put(signed.id().hash(), signed);
    }

    private void requireNonce(long nonce, long next) {
        if (nonce < next) {
            throw refused("Stale");
        }
        if (waiting.values().stream().anyMatch(other -> other.id().nonce() == nonce)) {
            throw refused("PriorityTooLow");
        }
        if (nonce > next + waiting.size()) {
            throw refused("Future");
        }
    }

    private static ExtrinsicRefusedException refused(String error) {
        return new ExtrinsicRefusedException(error, "as scripted");
    }

    List<Signed> all() {
        return List.copyOf(waiting.values());
    }

    boolean holds(String hash) {
        return waiting.containsKey(hash);
    }

    int size() {
        return waiting.size();
    }

    void add(Signed signed) {
        waiting.put(signed.id().hash(), signed);
    }

    /** Has an extrinsic go into the next block before all others, whatever the pool thinks of it. */
    void addFirst(Signed signed) {
        waiting.putFirst(signed.id().hash(), signed);
    }

    void clear() {
        waiting.clear();
    }

    /** Drops what can no longer come into a block. */
    void prune(ScriptedState state, long nextBlock) {
        waiting.values()
                .removeIf(signed ->
                        signed.id().nonce() < state.nonce() || signed.id().death() <= nextBlock);
    }

    void remove(Signed signed) {
        waiting.remove(signed.id().hash());
    }
}

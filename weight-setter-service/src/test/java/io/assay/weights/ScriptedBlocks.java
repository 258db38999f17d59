package io.assay.weights;

import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import io.assay.weights.ScriptedPool.Signed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Blocks made on demand; the newest are not final, and can be forked away. */
final class ScriptedBlocks {
    static final long FIRST = 100;

    private final List<Made> chain = new ArrayList<>();
    private int finalized;
    private int finalityLag;

    /** A block with the state after it. */
    private record Made(ScriptedState state, Map<String, ExtrinsicStatus> outcomes, List<Signed> extrinsics) {}

    ScriptedBlocks(ScriptedState first) {
        chain.add(new Made(first, Map.of(), List.of()));
    }

    void setFinalityLag(int blocks) {
        finalityLag = blocks;
        advanceFinality();
    }

    private void advanceFinality() {
        finalized = Math.max(finalized, chain.size() - 1 - finalityLag);
    }

    long best() {
        return FIRST + chain.size() - 1;
    }

    long finalized() {
        return FIRST + finalized;
    }

    ScriptedState bestState() {
        return chain.getLast().state();
    }

    ScriptedState finalizedState() {
        return chain.get(finalized).state();
    }

    /** A block without extrinsics, after which the state is another one. */
    void append(ScriptedState state) {
        chain.add(new Made(state, Map.of(), List.of()));
        advanceFinality();
    }

    /** A block with what of the pool can be in it. */
    void produce(ScriptedPool pool, ScriptedRules rules) {
        var block = best() + 1;
        var state = bestState();
        var outcomes = new HashMap<String, ExtrinsicStatus>();
        var included = new ArrayList<Signed>();
        for (var signed : pool.all()) {
            if (signed.id().nonce() != state.nonce() || block >= signed.id().death()) {
                continue;
            }
            pool.remove(signed);
            if (state.gate(signed.call(), block, rules).isEmpty()) {
                var executed = state.execute(signed.id().hash(), signed.call(), block, rules);
                state = executed.state();
                outcomes.put(signed.id().hash(), executed.status());
                included.add(signed);
            }
        }
        chain.add(new Made(state, outcomes, included));
        pool.prune(state, block + 1);
        advanceFinality();
    }

    /** Forks the blocks away that are not final; what was in them is returned. */
    List<Signed> fork() {
        var lost = new ArrayList<Signed>();
        while (chain.size() - 1 > finalized) {
            lost.addAll(chain.removeLast().extrinsics());
        }
        return lost;
    }

    Optional<ExtrinsicStatus> finalStatus(ExtrinsicId id) {
        var outcome = chain.subList(0, finalized + 1).stream()
                .flatMap(made -> Optional.ofNullable(made.outcomes().get(id.hash())).stream())
                .findFirst();
        if (outcome.isPresent()) {
            return outcome;
        }
        if (finalized() >= id.death() - 1) {
            return Optional.of(new ExtrinsicStatus.Expired());
        }
        return finalizedState().nonce() > id.nonce() ? Optional.of(new ExtrinsicStatus.Usurped()) : Optional.empty();
    }

    Optional<ExtrinsicStatus> unfinalStatus(ExtrinsicId id) {
        for (var at = finalized + 1; at < chain.size(); at++) {
            if (chain.get(at).outcomes().containsKey(id.hash())) {
                return Optional.of(new ExtrinsicStatus.InBlock(FIRST + at));
            }
        }
        return Optional.empty();
    }
}

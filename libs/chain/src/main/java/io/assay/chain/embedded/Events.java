package io.assay.chain.embedded;

import java.util.LinkedHashMap;
import java.util.List;

/** The events of this chain, by subtensor's names; fields as of spec 425, without dispatch info, which a node adds. */
final class Events {
    private static final String SUBTENSOR = "SubtensorModule";
    private static final String UTILITY = "Utility";

    private Events() {}

    static ChainEvent extrinsicSuccess() {
        return event("System", "ExtrinsicSuccess");
    }

    static ChainEvent extrinsicFailed(DispatchError error) {
        return event("System", "ExtrinsicFailed", "dispatch_error", error);
    }

    static ChainEvent neuronRegistered(int netuid, int uid, String hotkey) {
        return event(SUBTENSOR, "NeuronRegistered", "netuid", netuid, "uid", uid, "hotkey", hotkey);
    }

    static ChainEvent weightsSet(int netuid, int uid) {
        return event(SUBTENSOR, "WeightsSet", "netuid", netuid, "uid", uid);
    }

    static ChainEvent weightsCommitted(String who, int netuid, String commitHash) {
        return event(SUBTENSOR, "WeightsCommitted", "who", who, "netuid", netuid, "commit_hash", commitHash);
    }

    static ChainEvent weightsRevealed(String who, int netuid, String commitHash) {
        return event(SUBTENSOR, "WeightsRevealed", "who", who, "netuid", netuid, "commit_hash", commitHash);
    }

    static ChainEvent timelockedWeightsCommitted(String who, int netuid, String commitHash, long revealRound) {
        return event(
                SUBTENSOR,
                "TimelockedWeightsCommitted",
                "who",
                who,
                "netuid",
                netuid,
                "commit_hash",
                commitHash,
                "reveal_round",
                revealRound);
    }

    static ChainEvent timelockedWeightsRevealed(int netuid, String who) {
        return event(SUBTENSOR, "TimelockedWeightsRevealed", "netuid", netuid, "who", who);
    }

    static ChainEvent batchWeightsCompleted(List<Integer> netuids, String who) {
        return event(SUBTENSOR, "BatchWeightsCompleted", "netuids", netuids, "who", who);
    }

    static ChainEvent batchWeightsCompletedWithErrors() {
        return event(SUBTENSOR, "BatchCompletedWithErrors");
    }

    static ChainEvent batchWeightItemFailed(int netuid, DispatchError error) {
        return event(SUBTENSOR, "BatchWeightItemFailed", "netuid", netuid, "error", error);
    }

    static ChainEvent incentiveAlphaEmittedToMiners(int netuid, List<Long> emissions) {
        return event(SUBTENSOR, "IncentiveAlphaEmittedToMiners", "netuid", netuid, "emissions", emissions);
    }

    static ChainEvent commitment(int netuid, String who) {
        return event("Commitments", "Commitment", "netuid", netuid, "who", who);
    }

    static ChainEvent newPulse(List<Long> rounds) {
        return event("Drand", "NewPulse", "rounds", rounds);
    }

    static ChainEvent batchInterrupted(int index, DispatchError error) {
        return event(UTILITY, "BatchInterrupted", "index", index, "error", error);
    }

    static ChainEvent batchCompleted() {
        return event(UTILITY, "BatchCompleted");
    }

    static ChainEvent batchCompletedWithErrors() {
        return event(UTILITY, "BatchCompletedWithErrors");
    }

    static ChainEvent itemCompleted() {
        return event(UTILITY, "ItemCompleted");
    }

    static ChainEvent itemFailed(DispatchError error) {
        return event(UTILITY, "ItemFailed", "error", error);
    }

    private static ChainEvent event(String pallet, String name, Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ChainEvent(null, pallet, name, fields);
    }
}

package io.assay.chain.embedded;

import io.assay.chain.WeightTarget;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A neuron in its slot.
 *
 * @param uid the slot
 * @param hotkey SS58 address of its owner
 * @param registeredAt block of the owner's registration ({@code BlockAtRegistration})
 * @param lastUpdate block of its last weights or commit, or of its registration ({@code LastUpdate})
 * @param permit whether it may set weights for others ({@code ValidatorPermit})
 * @param result of the last epoch
 * @param weights as they were set, the largest 65535; 0 for an owner of whose slot somebody else has become
 * @param bonds by uid of the bonded miner, columns summing to 1, zeros left out
 */
public record Slot(
        int uid,
        String hotkey,
        long registeredAt,
        long lastUpdate,
        boolean permit,
        EpochResult result,
        List<WeightTarget> weights,
        SortedMap<Integer, Double> bonds) {
    public Slot {
        weights = List.copyOf(weights);
        bonds = Collections.unmodifiableSortedMap(bonds);
    }

    static Slot registered(int uid, String hotkey, long block) {
        return new Slot(uid, hotkey, block, block, false, EpochResult.NONE, List.of(), new TreeMap<>());
    }

    Slot withWeights(List<WeightTarget> set) {
        return new Slot(uid, hotkey, registeredAt, lastUpdate, permit, result, set, bonds);
    }

    /** Without weight for a slot that changes hands ({@code clear_neuron}). */
    Slot withoutWeightFor(int recycled) {
        return withWeights(weights.stream()
                .map(target -> target.uid() == recycled ? new WeightTarget(recycled, 0) : target)
                .toList());
    }

    Slot updated(long block) {
        return new Slot(uid, hotkey, registeredAt, block, permit, result, weights, bonds);
    }

    Slot withPermit(boolean permitted) {
        return new Slot(uid, hotkey, registeredAt, lastUpdate, permitted, result, weights, bonds);
    }

    /** After an epoch; only who has a permit from now on keeps bonds. */
    Slot after(EpochResult epoch, SortedMap<Integer, Double> newBonds) {
        return new Slot(uid, hotkey, registeredAt, lastUpdate, permit, epoch, weights, newBonds);
    }
}

package io.assay.chain.embedded;

import io.assay.chain.WeightTarget;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A neuron in its slot.
 *
 * @param epochEmissionRao what it earned in the last epoch
 * @param weights zeros left out
 * @param bonds by uid of the bonded miner, zeros left out
 */
record Slot(
        int uid,
        String hotkey,
        long registeredAt,
        long lastUpdate,
        boolean permit,
        double incentive,
        double dividends,
        long epochEmissionRao,
        List<WeightTarget> weights,
        SortedMap<Integer, Double> bonds) {
    Slot {
        weights = List.copyOf(weights);
        bonds = Collections.unmodifiableSortedMap(new TreeMap<>(bonds));
    }

    static Slot registered(int uid, String hotkey, long block) {
        return new Slot(uid, hotkey, block, block, false, 0, 0, 0, List.of(), new TreeMap<>());
    }

    Slot withWeights(List<WeightTarget> set, long block) {
        return new Slot(uid, hotkey, registeredAt, block, permit, incentive, dividends, epochEmissionRao, set, bonds);
    }

    Slot withPermit(boolean permitted) {
        return new Slot(
                uid,
                hotkey,
                registeredAt,
                lastUpdate,
                permitted,
                incentive,
                dividends,
                epochEmissionRao,
                weights,
                bonds);
    }

    Slot withoutBondTo(int recycled) {
        var kept = new TreeMap<>(bonds);
        kept.remove(recycled);
        return new Slot(
                uid, hotkey, registeredAt, lastUpdate, permit, incentive, dividends, epochEmissionRao, weights, kept);
    }

    Slot earning(double newIncentive, double newDividends, long emissionRao, SortedMap<Integer, Double> newBonds) {
        return new Slot(
                uid,
                hotkey,
                registeredAt,
                lastUpdate,
                permit,
                newIncentive,
                newDividends,
                emissionRao,
                weights,
                newBonds);
    }
}

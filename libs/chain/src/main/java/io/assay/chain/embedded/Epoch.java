package io.assay.chain.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The end of a tempo: weights become incentive, dividends and emission. Half of the epoch's emission goes to miners by
 * incentive, half to validators by dividends; an odd rao is the validators'.
 */
final class Epoch {
    private Epoch() {}

    /** Subtensor's rhythm: every {@code tempo + 1} blocks, subnets one block apart. */
    static boolean isDue(SubnetState subnet, long block) {
        var terms = subnet.spec().terms();
        return (block + terms.netuid() + 1) % (terms.tempo() + 1L) == 0;
    }

    static SubnetState close(SubnetState subnet, Map<String, Long> stakesRao, long block) {
        var slots = subnet.slots();
        var yuma = new Yuma(stake(subnet, stakesRao, block), weights(slots), bonds(slots));
        return permits(subnet.withEarnings(earned(subnet, yuma)), stakesRao);
    }

    /** Gives validator permits to the neurons with the most stake, the lower uid of equals, and to no other. */
    static SubnetState permits(SubnetState subnet, Map<String, Long> stakesRao) {
        var permitted = subnet.slots().stream()
                .filter(slot -> hasSay(subnet, slot, stakesRao))
                .sorted(Comparator.comparingLong((Slot slot) -> stakesRao.getOrDefault(slot.hotkey(), 0L))
                        .reversed())
                .limit(subnet.spec().maxValidators())
                .map(Slot::uid)
                .collect(Collectors.toSet());
        return subnet.withSlots(subnet.slots().stream()
                .map(slot -> slot.withPermit(permitted.contains(slot.uid())))
                .toList());
    }

    private static boolean hasSay(SubnetState subnet, Slot slot, Map<String, Long> stakesRao) {
        var stake = stakesRao.getOrDefault(slot.hotkey(), 0L);
        return stake > 0 && stake >= subnet.spec().terms().stakeThresholdRao();
    }

    private static double[] stake(SubnetState subnet, Map<String, Long> stakesRao, long block) {
        var cutoff = subnet.spec().activityCutoffBlocks();
        return subnet.slots().stream()
                .mapToDouble(
                        slot -> slot.permit() && hasSay(subnet, slot, stakesRao) && block - slot.lastUpdate() <= cutoff
                                ? (double) stakesRao.getOrDefault(slot.hotkey(), 0L)
                                : 0)
                .toArray();
    }

    private static double[][] weights(List<Slot> slots) {
        var matrix = new double[slots.size()][slots.size()];
        for (var from : slots) {
            for (var target : from.weights()) {
                matrix[from.uid()][target.uid()] = counts(from, slots.get(target.uid())) ? target.value() : 0;
            }
        }
        return matrix;
    }

    /** Weights for oneself, or for whoever had the slot before, count nothing. */
    private static boolean counts(Slot from, Slot to) {
        return from.permit() && from.uid() != to.uid() && from.lastUpdate() > to.registeredAt();
    }

    private static double[][] bonds(List<Slot> slots) {
        var matrix = new double[slots.size()][slots.size()];
        slots.forEach(slot -> slot.bonds().forEach((uid, bond) -> matrix[slot.uid()][uid] = bond));
        return matrix;
    }

    private static List<Slot> earned(SubnetState subnet, Yuma yuma) {
        var rao = subnet.spec().emissionRaoPerEpoch();
        var incentive = yuma.incentive();
        var dividends = yuma.dividends();
        var bonds = yuma.bonds();
        var miners = Emission.split(rao / 2, incentive);
        var validators = Emission.split(rao - rao / 2, dividends);
        var out = new ArrayList<Slot>();
        for (var slot : subnet.slots()) {
            var i = slot.uid();
            out.add(slot.earning(
                    atMostOne(incentive[i]), atMostOne(dividends[i]), miners[i] + validators[i], sparse(bonds[i])));
        }
        return out;
    }

    /** A share that is all there is may come out of a sum of doubles a hair above 1. */
    private static double atMostOne(double share) {
        return Math.min(share, 1);
    }

    private static SortedMap<Integer, Double> sparse(double[] row) {
        var out = new TreeMap<Integer, Double>();
        for (var j = 0; j < row.length; j++) {
            if (row[j] > 0) {
                out.put(j, row[j]);
            }
        }
        return out;
    }
}

package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.BucketCommitment;
import io.assay.chain.Neuron;
import io.assay.chain.Roster;
import io.assay.chain.WeightTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A subnet as of one block.
 *
 * @param slots by uid, without gaps
 * @param creditedRao in total, by hotkey; a hotkey that lost its slot keeps what it earned
 * @param commitments the newest of each hotkey
 */
record SubnetState(
        SubnetSpec spec, List<Slot> slots, SortedMap<String, Long> creditedRao, SortedMap<String, String> commitments) {
    SubnetState {
        slots = List.copyOf(slots);
        creditedRao = Collections.unmodifiableSortedMap(creditedRao);
        commitments = Collections.unmodifiableSortedMap(commitments);
    }

    static SubnetState empty(SubnetSpec spec) {
        return new SubnetState(spec, List.of(), new TreeMap<>(), new TreeMap<>());
    }

    Optional<Slot> slotOf(String hotkey) {
        return slots.stream().filter(slot -> slot.hotkey().equals(hotkey)).findFirst();
    }

    SubnetState withWeights(int uid, List<WeightTarget> weights, long block) {
        var changed = new ArrayList<>(slots);
        changed.set(uid, slots.get(uid).withWeights(weights, block));
        return withSlots(changed);
    }

    SubnetState withCommitment(String hotkey, String commitment) {
        var changed = new TreeMap<>(commitments);
        changed.put(hotkey, commitment);
        return new SubnetState(spec, slots, creditedRao, changed);
    }

    /** Puts a hotkey into a new slot or one that changes hands, of whose former owner nothing stays. */
    SubnetState withRegistration(int uid, String hotkey, long block) {
        var changed = new ArrayList<>(slots);
        if (uid < slots.size()) {
            changed.replaceAll(slot -> slot.withoutBondTo(uid));
            changed.set(uid, Slot.registered(uid, hotkey, block));
        } else {
            changed.add(Slot.registered(uid, hotkey, block));
        }
        return withSlots(changed);
    }

    SubnetState withSlots(List<Slot> changed) {
        return new SubnetState(spec, changed, creditedRao, commitments);
    }

    /** The slots after an epoch, what they earned in it added to their hotkeys' totals. */
    SubnetState withEarnings(List<Slot> earned) {
        var credited = new TreeMap<>(creditedRao);
        earned.forEach(slot -> credited.merge(slot.hotkey(), slot.epochEmissionRao(), Long::sum));
        return new SubnetState(spec, earned, credited, commitments);
    }

    Roster roster(Block at, Map<String, Long> stakesRao) {
        return new Roster(
                spec.terms().netuid(),
                at,
                slots.stream().map(slot -> neuron(slot, stakesRao)).toList());
    }

    private Neuron neuron(Slot slot, Map<String, Long> stakesRao) {
        return new Neuron(
                slot.uid(),
                slot.hotkey(),
                stakesRao.getOrDefault(slot.hotkey(), 0L),
                slot.permit(),
                slot.lastUpdate(),
                slot.incentive(),
                slot.dividends(),
                creditedRao.getOrDefault(slot.hotkey(), 0L),
                bucket(commitments.get(slot.hotkey())),
                slot.registeredAt());
    }

    private static @Nullable BucketCommitment bucket(@Nullable String commitment) {
        try {
            return commitment == null ? null : BucketCommitment.parse(commitment);
        } catch (IllegalArgumentException e) {
            // The chain takes any text; one that is no bucket is the same as none.
            return null;
        }
    }
}

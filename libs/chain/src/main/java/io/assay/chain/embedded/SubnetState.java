package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.BucketCommitment;
import io.assay.chain.Neuron;
import io.assay.chain.Roster;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A subnet as of one block.
 *
 * @param slots by uid, without gaps
 * @param creditedRao in total, by hotkey; a hotkey that lost its slot keeps what it earned
 * @param commitments the newest of each hotkey
 * @param epochs which of them the subnet is in
 * @param commits weights that are not yet revealed
 */
public record SubnetState(
        SubnetSpec spec,
        List<Slot> slots,
        SortedMap<String, Long> creditedRao,
        SortedMap<String, Commitment> commitments,
        EpochClock epochs,
        WeightCommits commits) {
    public SubnetState {
        slots = List.copyOf(slots);
        creditedRao = Collections.unmodifiableSortedMap(creditedRao);
        commitments = Collections.unmodifiableSortedMap(commitments);
    }

    static SubnetState empty(SubnetSpec spec) {
        return new SubnetState(spec, List.of(), new TreeMap<>(), new TreeMap<>(), EpochClock.START, WeightCommits.NONE);
    }

    SubnetTerms terms() {
        return spec.terms();
    }

    Optional<Slot> slotOf(String hotkey) {
        return slots.stream().filter(slot -> slot.hotkey().equals(hotkey)).findFirst();
    }

    /** Whether an epoch is due at a block. */
    boolean isEpochDue(long block) {
        return epochs.isDue(terms().tempo(), block);
    }

    /** The epoch that a block belongs to. */
    long epochAt(long block) {
        return epochs.indexAt(terms().tempo(), block);
    }

    SubnetState withWeights(int uid, List<WeightTarget> weights) {
        return with(uid, slot -> slot.withWeights(weights));
    }

    SubnetState updated(int uid, long block) {
        return with(uid, slot -> slot.updated(block));
    }

    private SubnetState with(int uid, UnaryOperator<Slot> change) {
        var changed = new ArrayList<>(slots);
        changed.set(uid, change.apply(slots.get(uid)));
        return withSlots(changed);
    }

    SubnetState withCommitment(String hotkey, Commitment commitment) {
        var changed = new TreeMap<>(commitments);
        changed.put(hotkey, commitment);
        return new SubnetState(spec, slots, creditedRao, changed, epochs, commits);
    }

    /** Puts a hotkey into a new slot or one that changes hands. */
    SubnetState withRegistration(int uid, String hotkey, long block) {
        var changed = new ArrayList<>(slots);
        if (uid < slots.size()) {
            changed.replaceAll(slot -> slot.withoutWeightFor(uid));
            changed.set(uid, Slot.registered(uid, hotkey, block));
        } else {
            changed.add(Slot.registered(uid, hotkey, block));
        }
        return withSlots(changed);
    }

    SubnetState withSlots(List<Slot> changed) {
        return new SubnetState(spec, changed, creditedRao, commitments, epochs, commits);
    }

    SubnetState withCommits(WeightCommits changed) {
        return new SubnetState(spec, slots, creditedRao, commitments, epochs, changed);
    }

    SubnetState withEpochs(EpochClock clock) {
        return new SubnetState(spec, slots, creditedRao, commitments, clock, commits);
    }

    /** The slots after an epoch, what they earned in it added to their hotkeys' totals. */
    SubnetState withEarnings(List<Slot> earned) {
        var credited = new TreeMap<>(creditedRao);
        earned.forEach(slot -> credited.merge(slot.hotkey(), slot.result().emissionRao(), Long::sum));
        return new SubnetState(spec, earned, credited, commitments, epochs, commits);
    }

    Roster roster(Block at, Map<String, Long> stakesRao) {
        return new Roster(
                terms().netuid(),
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
                slot.result().incentive(),
                slot.result().dividends(),
                slot.result().emissionRao(),
                bucket(commitments.get(slot.hotkey())),
                slot.registeredAt());
    }

    private static @Nullable BucketCommitment bucket(@Nullable Commitment commitment) {
        try {
            return commitment == null ? null : BucketCommitment.parse(commitment.info());
        } catch (IllegalArgumentException e) {
            // The chain takes any text; one that is no bucket is the same as none.
            return null;
        }
    }
}

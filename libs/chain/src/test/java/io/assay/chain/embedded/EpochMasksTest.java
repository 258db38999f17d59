package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Who and what counts in an epoch, computed by hand. Validators 0 and 1 with stakes 600 and 400, miners 2 and 3, all of
 * block 0; both validators updated at block 20. The epoch of block 30 follows one of block 20, tempo 10, cutoff 15.
 */
class EpochMasksTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final SubnetSpec SPEC =
            new SubnetSpec(new SubnetTerms(1, 10, 0, 0, 1, 65535, 100), 8, 0, 0, 8, 15, 100);

    private final Map<String, Long> stakes = new TreeMap<>(Map.of("v0", 600L, "v1", 400L));
    private final List<Slot> slots = new ArrayList<>(List.of(
            slot(0, "v0", 20, true, 2, 1, 3, 1),
            slot(1, "v1", 20, true, 2, 1, 3, 3),
            slot(2, "m2", 0, false),
            slot(3, "m3", 0, false)));

    /**
     * Weights (0.5, 0.5) and (0.25, 0.75). C: miner 2: 0.5 has 0.6; miner 3: 0.75 has 0.4, 0.5 has all. Ranks: miner 2
     * 0.3 + 0.1, miner 3 0.3 + 0.2, together 0.9.
     */
    @Test
    void bothValidatorsCount() {
        var after = epoch();

        assertThat(incentive(after)).containsExactly(new double[] {0, 0, 4 / 9.0, 5 / 9.0}, EXACT);
        assertThat(dividends(after)).containsExactly(new double[] {6 / 9.0, 3 / 9.0, 0, 0}, EXACT);
    }

    /** Without a permit validator 0 has no say; the epoch gives it one, for the next. */
    @Test
    void validatorWithoutPermitHasNoSay() {
        slots.set(0, slots.get(0).withPermit(false));
        var after = epoch();

        assertThat(incentive(after)).containsExactly(new double[] {0, 0, 0.25, 0.75}, EXACT);
        assertThat(dividends(after)).containsExactly(new double[] {0, 1, 0, 0}, EXACT);
        assertThat(after.slots().get(0).permit()).isTrue();
    }

    /** Block 15 is within the cutoff of 15 blocks, block 14 is not. */
    @Test
    void validatorBeyondTheCutoffHasNoSay() {
        slots.set(0, slots.get(0).updated(15));
        assertThat(incentive(epoch())).containsExactly(new double[] {0, 0, 4 / 9.0, 5 / 9.0}, EXACT);

        slots.set(0, slots.get(0).updated(14));
        assertThat(incentive(epoch())).containsExactly(new double[] {0, 0, 0.25, 0.75}, EXACT);
        assertThat(epoch().slots().get(0).result().active()).isFalse();
    }

    @Test
    void validatorBelowTheThresholdHasNoSay() {
        stakes.put("v0", 99L);

        assertThat(incentive(epoch())).containsExactly(new double[] {0, 0, 0.25, 0.75}, EXACT);
        assertThat(epoch().slots().get(0).permit()).isFalse();
    }

    @Test
    void validatorWithoutStakeHasNoSay() {
        stakes.remove("v1");

        assertThat(incentive(epoch())).containsExactly(new double[] {0, 0, 0.5, 0.5}, EXACT);
    }

    /**
     * Miner 3 came in block 20, in which the validators had updated already: what they give it was for another. In
     * block 19 it would have been there.
     */
    @Test
    void weightsOlderThanARegistrationCountNothing() {
        slots.set(3, slot(3, "n3", 20, false));
        assertThat(incentive(epoch())).containsExactly(new double[] {0, 0, 1, 0}, EXACT);

        slots.set(3, slot(3, "n3", 19, false));
        assertThat(incentive(epoch())).containsExactly(new double[] {0, 0, 4 / 9.0, 5 / 9.0}, EXACT);
    }

    /** Validator 0 gives itself half, which is taken away before the rest is normalised. */
    @Test
    void weightForOneselfIsTakenAwayBeforeTheRowIsNormalised() {
        slots.set(0, slot(0, "v0", 20, true, 0, 2, 2, 1, 3, 1));

        assertThat(incentive(epoch())).containsExactly(new double[] {0, 0, 4 / 9.0, 5 / 9.0}, EXACT);
    }

    /** Miner 3 came in block 21, after the epoch of block 20: the bonds to its slot were another's. */
    @Test
    void bondsOlderThanARegistrationAreGone() {
        slots.set(3, slot(3, "n3", 21, false));
        slots.set(1, withBonds(slots.get(1), Map.of(2, 1.0, 3, 1.0)));
        var after = epoch();

        assertThat(after.slots().get(1).bonds()).containsOnlyKeys(2);
        assertThat(after.slots().get(0).bonds()).containsOnlyKeys(2);
        // Both give all to miner 2, of which validator 1 had all: ΔB (0.6, 0.4), B = 0.1 ΔB + 0.9 (0, 1).
        assertThat(after.slots().get(0).bonds().get(2)).isEqualTo(0.06, EXACT);
        assertThat(after.slots().get(1).bonds().get(2)).isEqualTo(0.94, EXACT);
    }

    /** Nobody's weights count: all of the emission of 1,000 goes to those with a say, by stake; if nobody has one, to all. */
    @Test
    void withoutWeightsStakeIsPaid() {
        slots.set(0, slot(0, "v0", 20, true));
        slots.set(1, slot(1, "v1", 20, true));
        assertThat(emission(epoch())).containsExactly(600, 400, 0, 0);

        slots.set(0, slot(0, "v0", 0, true));
        assertThat(emission(epoch())).containsExactly(0, 1000, 0, 0);

        slots.set(1, slot(1, "v1", 0, true));
        assertThat(emission(epoch())).containsExactly(600, 400, 0, 0);

        stakes.clear();
        assertThat(emission(epoch())).containsOnly(0);
    }

    private SubnetState epoch() {
        var before = new SubnetState(
                SPEC, slots, new TreeMap<>(), new TreeMap<>(), new EpochClock(2, 20), WeightCommits.NONE);
        return Epoch.close(before, stakes, 30).subnet();
    }

    private static double[] incentive(SubnetState subnet) {
        return subnet.slots().stream()
                .mapToDouble(slot -> slot.result().incentive())
                .toArray();
    }

    private static double[] dividends(SubnetState subnet) {
        return subnet.slots().stream()
                .mapToDouble(slot -> slot.result().dividends())
                .toArray();
    }

    private static long[] emission(SubnetState subnet) {
        return subnet.slots().stream()
                .mapToLong(slot -> slot.result().emissionRao())
                .toArray();
    }

    /** Registered at block 0 if it has ever updated since, else in the block given. */
    private static Slot slot(int uid, String hotkey, long block, boolean permit, int... uidsAndValues) {
        var weights = new ArrayList<WeightTarget>(Scene.targets(uidsAndValues));
        var registered = Slot.registered(uid, hotkey, permit ? 0 : block);
        return registered.updated(block).withPermit(permit).withWeights(weights);
    }

    private static Slot withBonds(Slot slot, Map<Integer, Double> bonds) {
        return slot.after(slot.result(), new TreeMap<>(bonds));
    }
}

package io.assay.chain.embedded;

import io.assay.chain.Call.BurnedRegister;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Decides on registrations (subtensor, {@code do_register}); there is no price, and anybody may register anybody. */
final class RegistrationRules {
    private static final Comparator<Slot> WEAKEST_FIRST = Comparator.comparingLong(
                    (Slot slot) -> slot.result().emissionRao())
            .thenComparingLong(Slot::registeredAt)
            .thenComparingInt(Slot::uid);

    private RegistrationRules() {}

    static Decision decide(ChainState state, BurnedRegister call) {
        if (call.netuid() == 0) {
            return refused("RegistrationNotPermittedOnRootSubnet");
        }
        var subnet = state.subnets().get(call.netuid());
        if (subnet == null) {
            return refused("SubnetNotExists");
        }
        if (subnet.slotOf(call.hotkey()).isPresent()) {
            return refused("HotKeyAlreadyRegisteredInSubNet");
        }
        var uid = uidFor(subnet, state.number());
        return uid.isPresent()
                ? registered(call.netuid(), uid.getAsInt(), call.hotkey())
                : refused("NoNeuronIdAvailable");
    }

    private static Decision registered(int netuid, int uid, String hotkey) {
        return new Decision.Allowed(
                List.of(new Change.Registered(netuid, uid, hotkey)),
                List.of(Events.neuronRegistered(netuid, uid, hotkey)));
    }

    /** The lowest free uid; on a full subnet that of the neuron which gives way ({@code get_neuron_to_prune}). */
    private static OptionalInt uidFor(SubnetState subnet, long block) {
        var spec = subnet.spec();
        if (subnet.slots().size() < spec.maxUids()) {
            return OptionalInt.of(subnet.slots().size());
        }
        Predicate<Slot> isImmune = slot -> block - slot.registeredAt() < spec.immunityPeriodBlocks();
        var others = subnet.slots().stream().filter(isImmune.negate()).count();
        return weakest(subnet, others > spec.minNonImmuneUids() ? isImmune.negate() : isImmune);
    }

    /** The one with the least emission in its last epoch, the oldest of equals. */
    private static OptionalInt weakest(SubnetState subnet, Predicate<Slot> candidate) {
        return subnet.slots().stream()
                .filter(candidate)
                .sorted(WEAKEST_FIRST)
                .mapToInt(Slot::uid)
                .findFirst();
    }

    private static Decision refused(String errorName) {
        return new Decision.Refused(DispatchError.subtensor(errorName));
    }
}

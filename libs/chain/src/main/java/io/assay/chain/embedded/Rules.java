package io.assay.chain.embedded;

import io.assay.chain.Call;
import io.assay.chain.Call.BurnedRegister;
import io.assay.chain.Call.SetCommitment;
import io.assay.chain.Call.SetWeights;
import io.assay.chain.WeightTarget;
import java.util.Comparator;
import java.util.OptionalInt;

/** Decides on calls; changes nothing. */
final class Rules {
    private static final Comparator<Slot> WEAKEST_FIRST = Comparator.comparingLong(Slot::epochEmissionRao)
            .thenComparingLong(Slot::registeredAt)
            .thenComparingInt(Slot::uid);

    private Rules() {}

    /** What a call of {@code signer} would do in the block with this number. */
    static Decision decide(ChainState state, String signer, Call call, long block) {
        var subnet = state.subnets().get(call.netuid());
        if (subnet == null) {
            return new Decision.Refused("SubnetNotExists");
        }
        return switch (call) {
            case SetWeights weights -> setWeights(subnet, signer, state.stakeRao(signer), weights, block);
            case SetCommitment commitment -> setCommitment(subnet, signer, commitment);
            case BurnedRegister _ -> register(subnet, signer, block);
        };
    }

    private static Decision setWeights(SubnetState subnet, String signer, long stakeRao, SetWeights call, long block) {
        var slot = subnet.slotOf(signer);
        if (slot.isEmpty()) {
            return new Decision.Refused("HotKeyNotRegisteredInSubNet");
        }
        var attempt = new WeightRules.Attempt(subnet, slot.get(), stakeRao, call, block);
        return WeightRules.firstBroken(attempt)
                .<Decision>map(Decision.Refused::new)
                .orElseGet(() -> new Decision.Allowed(weightsSet(slot.get(), call)));
    }

    private static Change weightsSet(Slot slot, SetWeights call) {
        var positive = call.weights().stream()
                .filter(target -> target.value() > 0)
                .sorted(Comparator.comparingInt(WeightTarget::uid))
                .toList();
        return new Change.WeightsSet(call.netuid(), slot.uid(), positive);
    }

    private static Decision setCommitment(SubnetState subnet, String signer, SetCommitment call) {
        return subnet.slotOf(signer).isPresent()
                ? new Decision.Allowed(new Change.Committed(call.netuid(), signer, call.info()))
                : new Decision.Refused("AccountNotAllowedCommit");
    }

    private static Decision register(SubnetState subnet, String signer, long block) {
        if (subnet.slotOf(signer).isPresent()) {
            return new Decision.Refused("HotKeyAlreadyRegisteredInSubNet");
        }
        var uid = uidFor(subnet, block);
        return uid.isPresent()
                ? new Decision.Allowed(
                        new Change.Registered(subnet.spec().terms().netuid(), uid.getAsInt(), signer))
                : new Decision.Refused("NoNeuronIdAvailable");
    }

    /** The lowest free uid; on a full subnet that of the neuron out of immunity with the least emission, the oldest of equals. */
    private static OptionalInt uidFor(SubnetState subnet, long block) {
        var spec = subnet.spec();
        if (subnet.slots().size() < spec.maxUids()) {
            return OptionalInt.of(subnet.slots().size());
        }
        return subnet.slots().stream()
                .filter(slot -> block - slot.registeredAt() >= spec.immunityPeriodBlocks())
                .sorted(WEAKEST_FIRST)
                .mapToInt(Slot::uid)
                .findFirst();
    }
}

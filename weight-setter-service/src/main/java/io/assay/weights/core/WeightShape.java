package io.assay.weights.core;

import io.assay.protocol.event.ChainWeight;
import io.assay.weights.core.ChainFacts.OwnNeuron;
import io.assay.weights.core.Planning.Fault;
import java.util.List;
import java.util.Optional;

/** What the chain demands of the weights themselves. */
final class WeightShape {
    private static final long FULL_SHARE = 0xFFFF;

    private WeightShape() {}

    static Optional<Fault> fault(Draft draft, OwnNeuron self) {
        var uids = uids(draft);
        return uids.isEmpty() && !isSelfWeight(draft, self) ? shares(draft) : uids;
    }

    /** Whether the only weight is the signer's own, which needs no permit and has any share. */
    static boolean isSelfWeight(Draft draft, OwnNeuron self) {
        return draft.weights().size() == 1 && draft.weights().getFirst().uid() == self.uid();
    }

    private static Optional<Fault> uids(Draft draft) {
        var uids = draft.weights().stream().map(ChainWeight::uid).toList();
        if (uids.stream().distinct().count() < uids.size()) {
            return Optional.of(new Fault("DuplicateUids", "The weights name a uid twice."));
        }
        return uids.stream()
                .filter(uid -> !draft.facts().hotkeyByUid().containsKey(uid))
                .findFirst()
                .map(uid ->
                        new Fault("UidVecContainInvalidOne", "The weights name uid " + uid + ", which is not there."));
    }

    private static Optional<Fault> shares(Draft draft) {
        var terms = draft.facts().terms();
        var count = draft.weights().size();
        var least = Math.min(terms.minAllowed(), draft.facts().hotkeyByUid().size());
        if (count < least) {
            return Optional.of(new Fault(
                    "WeightVecLengthIsLow", "The weights name " + count + " uids, the subnet demands " + least + "."));
        }
        return keepsToMaximum(draft.weights(), terms.maxLimit())
                ? Optional.empty()
                : Optional.of(new Fault(
                        "MaxWeightExceeded",
                        "The largest weight is above the subnet's limit of " + terms.maxLimit() + "/65535."));
    }

    private static boolean keepsToMaximum(List<ChainWeight> weights, long limit) {
        var sum = weights.stream().mapToLong(ChainWeight::value).sum();
        return weights.stream().allMatch(weight -> weight.value() * FULL_SHARE <= limit * sum);
    }
}

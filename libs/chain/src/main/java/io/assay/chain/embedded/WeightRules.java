package io.assay.chain.embedded;

import io.assay.chain.Call.SetWeights;
import io.assay.chain.WeightTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What subtensor checks before it takes weights (do_set_weights), in its order. */
final class WeightRules {
    private static final int FULL_SHARE = 0xFFFF;

    private static final List<Rule> RULES = List.of(
            new Rule("NotEnoughStakeToSetWeights", WeightRules::hasStake),
            new Rule("IncorrectWeightVersionKey", WeightRules::hasVersion),
            new Rule("SettingWeightsTooFast", WeightRules::waited),
            new Rule("NeuronNoValidatorPermit", attempt -> attempt.slot.permit() || attempt.isSelfWeight()),
            new Rule("DuplicateUids", WeightRules::namesEachUidOnce),
            new Rule("UidVecContainInvalidOne", WeightRules::namesKnownUids),
            new Rule("WeightVecLengthIsLow", WeightRules::isLongEnough),
            new Rule("MaxWeightExceeded", WeightRules::keepsToMaximum));

    private WeightRules() {}

    /** The error of the first rule that is broken. */
    static Optional<String> firstBroken(Attempt attempt) {
        return RULES.stream()
                .filter(rule -> !rule.holds.test(attempt))
                .map(Rule::errorName)
                .findFirst();
    }

    /** Weights that a registered neuron wants to set at a block. */
    record Attempt(SubnetState subnet, Slot slot, long stakeRao, SetWeights call, long block) {
        boolean isSelfWeight() {
            return call.weights().size() == 1 && call.weights().getFirst().uid() == slot.uid();
        }
    }

    private record Rule(String errorName, Predicate<Attempt> holds) {}

    private static boolean hasStake(Attempt attempt) {
        return attempt.stakeRao >= attempt.subnet.spec().terms().stakeThresholdRao();
    }

    private static boolean hasVersion(Attempt attempt) {
        return attempt.call.versionKey() >= attempt.subnet.spec().terms().weightsVersionKey();
    }

    /** Block 0 counts as never, as in subtensor's check_rate_limit. */
    private static boolean waited(Attempt attempt) {
        var last = attempt.slot.lastUpdate();
        return last == 0
                || attempt.block - last >= attempt.subnet.spec().terms().weightsRateLimit();
    }

    private static boolean namesEachUidOnce(Attempt attempt) {
        var weights = attempt.call.weights();
        return weights.stream().mapToInt(WeightTarget::uid).distinct().count() == weights.size();
    }

    private static boolean namesKnownUids(Attempt attempt) {
        var slots = attempt.subnet.slots().size();
        return attempt.call.weights().stream().allMatch(target -> target.uid() < slots);
    }

    private static boolean isLongEnough(Attempt attempt) {
        var subnet = attempt.subnet;
        var least = Math.min(
                subnet.spec().terms().minAllowedWeights(), subnet.slots().size());
        return attempt.isSelfWeight() || attempt.call.weights().size() >= least;
    }

    private static boolean keepsToMaximum(Attempt attempt) {
        var limit = attempt.subnet.spec().terms().maxWeightLimit();
        var weights = attempt.call.weights();
        var sum = weights.stream().mapToLong(WeightTarget::value).sum();
        return attempt.isSelfWeight()
                || weights.stream().allMatch(target -> (long) target.value() * FULL_SHARE <= limit * sum);
    }
}

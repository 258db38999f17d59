package io.assay.chain.embedded;

import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What subtensor checks before it takes weights ({@code internal_set_weights}), in its order. */
final class WeightRules {
    private static final int ANY_SHARE = 0xFFFF;

    private static final List<Rule> RULES = List.of(
            new Rule("CanNotSetRootNetworkWeights", attempt -> attempt.terms().netuid() != 0),
            new Rule(
                    "WeightVecNotEqualSize",
                    attempt -> attempt.uids().size() == attempt.values().size()),
            new Rule("UidsLengthExceedUidsInSubNet", attempt -> attempt.uids().size() <= attempt.neurons()),
            new Rule("HotKeyNotRegisteredInSubNet", Attempt::isRegistered),
            new Rule(
                    "NotEnoughStakeToSetWeights",
                    attempt -> attempt.stakeRao >= attempt.terms().stakeThresholdRao()),
            new Rule(
                    "IncorrectWeightVersionKey",
                    attempt -> attempt.weights.versionKey() >= attempt.terms().weightsVersionKey()),
            new Rule(
                    "SettingWeightsTooFast",
                    attempt -> attempt.terms().commitReveal() || waited(attempt.subnet, attempt.slot(), attempt.block)),
            new Rule(
                    "NeuronNoValidatorPermit",
                    attempt -> attempt.isSelfWeight() || attempt.slot().permit()),
            new Rule("DuplicateUids", WeightRules::namesEachUidOnce),
            new Rule("UidVecContainInvalidOne", WeightRules::namesKnownUids),
            new Rule("WeightVecLengthIsLow", WeightRules::isLongEnough),
            new Rule("MaxWeightExceeded", WeightRules::keepsToMaximum));

    private WeightRules() {}

    /** The error of the first rule that is broken. */
    static Optional<DispatchError> firstBroken(Attempt attempt) {
        return RULES.stream()
                .filter(rule -> !rule.holds.test(attempt))
                .findFirst()
                .map(rule -> DispatchError.subtensor(rule.errorName));
    }

    /** Whether the rate limit lets a neuron set or commit weights; block 0 counts as never ({@code check_rate_limit}). */
    static boolean waited(SubnetState subnet, Slot slot, long block) {
        var last = slot.lastUpdate();
        return last == 0 || block - last >= subnet.terms().weightsRateLimit();
    }

    /** Weights as a call or a revealed commit names them. */
    record Weights(List<Integer> uids, List<Integer> values, long versionKey) {
        /** As they are kept. */
        List<WeightTarget> upscaled() {
            var largest = Upscaling.toMaximum(values);
            return IntStream.range(0, uids.size())
                    .mapToObj(i -> new WeightTarget(uids.get(i), largest.get(i)))
                    .toList();
        }
    }

    /** Weights that a hotkey wants to set at a block. */
    record Attempt(SubnetState subnet, String hotkey, long stakeRao, Weights weights, long block) {
        SubnetTerms terms() {
            return subnet.terms();
        }

        List<Integer> uids() {
            return weights.uids();
        }

        List<Integer> values() {
            return weights.values();
        }

        int neurons() {
            return subnet.slots().size();
        }

        boolean isRegistered() {
            return subnet.slotOf(hotkey).isPresent();
        }

        /** Only for a hotkey that is registered. */
        Slot slot() {
            return subnet.slotOf(hotkey).orElseThrow();
        }

        boolean isSelfWeight() {
            return uids().size() == 1 && uids().getFirst() == slot().uid();
        }
    }

    private record Rule(String errorName, Predicate<Attempt> holds) {}

    private static boolean namesEachUidOnce(Attempt attempt) {
        return new HashSet<>(attempt.uids()).size() == attempt.uids().size();
    }

    private static boolean namesKnownUids(Attempt attempt) {
        return attempt.uids().stream().allMatch(uid -> uid < attempt.neurons());
    }

    private static boolean isLongEnough(Attempt attempt) {
        var least = Math.min(attempt.terms().minAllowedWeights(), attempt.neurons());
        return attempt.isSelfWeight() || attempt.uids().size() >= least;
    }

    private static boolean keepsToMaximum(Attempt attempt) {
        var limit = attempt.terms().maxWeightLimit();
        return attempt.isSelfWeight()
                || limit == ANY_SHARE
                || Upscaling.keepTo(limit, Upscaling.toMaximum(attempt.values()));
    }
}

package io.assay.weights.core;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.core.ChainFacts.OwnNeuron;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides on a draft by the chain's own checks (subtensor's do_set_weights), in its order and by its names. */
public final class Planning {
    private static final long FULL_SHARE = 0xFFFF;

    private Planning() {}

    /** Plans the draft, gives it up, or waits for the block from which the chain takes it. */
    public static Decision decide(Draft draft) {
        var proposal = draft.proposal();
        if (draft.weights().isEmpty()) {
            return new Decision.Publish(Failures.noWeights(
                    proposal, "Every uid with a positive weight has changed hands since the verdict"));
        }
        var self = draft.facts().self();
        return standing(draft, self)
                .or(() -> tooFast(draft, self))
                .or(() -> permit(draft, self))
                .or(() -> shape(draft, self))
                .orElseGet(() -> new Decision.Publish(plan(draft)));
    }

    private static Optional<Decision> standing(Draft draft, @Nullable OwnNeuron self) {
        var facts = draft.facts();
        if (self == null) {
            return failed(
                    draft,
                    "HotKeyNotRegisteredInSubNet",
                    "The hotkey " + facts.signer() + " is not registered on subnet "
                            + draft.proposal().netuid() + ".");
        }
        var least = facts.terms().stakeThresholdRao();
        return self.stakeRao() >= least
                ? Optional.empty()
                : failed(
                        draft,
                        "NotEnoughStakeToSetWeights",
                        "The hotkey " + facts.signer() + " has a stake of " + self.stakeRao()
                                + " rao, the subnet demands " + least + ".");
    }

    /** Block 0 counts as never, as in subtensor's check_rate_limit. */
    private static Optional<Decision> tooFast(Draft draft, @Nullable OwnNeuron self) {
        var last = self == null ? 0 : self.lastUpdate();
        var earliest = last + draft.facts().terms().rateLimit();
        return last == 0 || draft.facts().head() >= earliest
                ? Optional.empty()
                : Optional.of(new Decision.Wait("SettingWeightsTooFast: the chain takes the weights of window "
                        + draft.proposal().window() + " from block " + earliest));
    }

    private static Optional<Decision> permit(Draft draft, @Nullable OwnNeuron self) {
        return (self != null && self.validatorPermit()) || isSelfWeight(draft, self)
                ? Optional.empty()
                : failed(
                        draft,
                        "NeuronNoValidatorPermit",
                        "The hotkey " + draft.facts().signer() + " has no validator permit.");
    }

    private static Optional<Decision> shape(Draft draft, @Nullable OwnNeuron self) {
        if (isSelfWeight(draft, self)) {
            return Optional.empty();
        }
        var terms = draft.facts().terms();
        var count = draft.weights().size();
        var least = Math.min(terms.minAllowed(), draft.facts().hotkeyByUid().size());
        if (count < least) {
            return failed(
                    draft,
                    "WeightVecLengthIsLow",
                    "The weights name " + count + " uids, the subnet demands " + least + ".");
        }
        return keepsToMaximum(draft.weights(), terms.maxLimit())
                ? Optional.empty()
                : failed(
                        draft,
                        "MaxWeightExceeded",
                        "The largest weight is above the subnet's limit of " + terms.maxLimit() + "/65535.");
    }

    private static boolean keepsToMaximum(List<ChainWeight> weights, long limit) {
        var sum = weights.stream().mapToLong(ChainWeight::value).sum();
        return weights.stream().allMatch(weight -> weight.value() * FULL_SHARE <= limit * sum);
    }

    private static boolean isSelfWeight(Draft draft, @Nullable OwnNeuron self) {
        return self != null
                && draft.weights().size() == 1
                && draft.weights().getFirst().uid() == self.uid();
    }

    private static Optional<Decision> failed(Draft draft, String error, String problem) {
        return Optional.of(
                new Decision.Publish(Failures.unsent(draft.proposal(), error, problem + " " + Failures.remedy(error))));
    }

    private static WeightsPlanned plan(Draft draft) {
        var proposal = draft.proposal();
        var facts = draft.facts();
        return new WeightsPlanned(
                proposal.netuid(),
                proposal.window(),
                proposal.verdictHash(),
                facts.signer(),
                facts.nextNonce(),
                draft.extrinsicHash(),
                draft.weights(),
                facts.head());
    }
}

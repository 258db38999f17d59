package io.assay.weights.core;

import io.assay.weights.core.ChainFacts.OwnNeuron;
import java.util.Optional;

/**
 * Decides on a draft by the chain's own checks (subtensor's {@code do_set_weights}), in its order and by its names; what
 * is committed has to pass them too, or the chain drops it at the reveal without a word.
 */
public final class Planning {
    private Planning() {}

    /** Has the draft signed, gives it up, or waits for the block from which the chain takes it. */
    public static Decision decide(Draft draft) {
        if (draft.weights().isEmpty()) {
            return new Decision.Publish(Failures.noWeights(
                    draft.proposal(), "Every uid with a positive weight has changed hands since the verdict"));
        }
        var self = draft.facts().self();
        return self == null ? unregistered(draft) : decide(draft, self);
    }

    private static Decision unregistered(Draft draft) {
        return failed(
                draft,
                new Fault(
                        "HotKeyNotRegisteredInSubNet",
                        "The hotkey " + draft.facts().signer() + " is not registered on subnet "
                                + draft.proposal().netuid() + "."));
    }

    private static Decision decide(Draft draft, OwnNeuron self) {
        return stake(draft, self)
                .or(() -> versionKey(draft))
                .map(fault -> failed(draft, fault))
                .or(() -> tooFast(draft, self))
                .or(() -> permit(draft, self)
                        .or(() -> WeightShape.fault(draft, self))
                        .or(() -> CommitForm.fault(draft))
                        .map(fault -> failed(draft, fault)))
                .or(() -> CommitForm.obstacle(draft))
                .orElseGet(() -> new Decision.Sign(draft));
    }

    /**
     * A check that the draft does not pass.
     *
     * @param error the chain's name
     * @param problem a sentence
     */
    record Fault(String error, String problem) {}

    private static Decision failed(Draft draft, Fault fault) {
        var detail = fault.problem + " " + Remedies.of(fault.error);
        return new Decision.Publish(Failures.unsent(draft.proposal(), fault.error, detail));
    }

    private static Optional<Fault> stake(Draft draft, OwnNeuron self) {
        var least = draft.facts().terms().stakeThresholdRao();
        return self.stakeRao() >= least
                ? Optional.empty()
                : Optional.of(new Fault(
                        "NotEnoughStakeToSetWeights",
                        "The hotkey " + draft.facts().signer() + " has a stake of " + self.stakeRao()
                                + " rao, the subnet demands " + least + "."));
    }

    private static Optional<Fault> versionKey(Draft draft) {
        var least = draft.facts().terms().versionKey();
        return draft.versionKey() >= least
                ? Optional.empty()
                : Optional.of(new Fault(
                        "IncorrectWeightVersionKey",
                        "The version key is " + draft.versionKey() + ", the subnet demands " + least + "."));
    }

    /** Block 0 counts as never, as in subtensor's check_rate_limit. */
    private static Optional<Decision> tooFast(Draft draft, OwnNeuron self) {
        var last = self.lastUpdate();
        var earliest = last + draft.facts().terms().rateLimit();
        return last == 0 || draft.facts().head() >= earliest
                ? Optional.empty()
                : Optional.of(new Decision.Wait(tooFastName(draft) + ": the chain takes the weights of window "
                        + draft.proposal().window() + " from block " + earliest));
    }

    private static String tooFastName(Draft draft) {
        return switch (draft.facts().form()) {
            case ChainFacts.Form.Plain _ -> "SettingWeightsTooFast";
            case ChainFacts.Form.Timelocked _, ChainFacts.Form.Hashed _ -> "CommittingWeightsTooFast";
        };
    }

    private static Optional<Fault> permit(Draft draft, OwnNeuron self) {
        return self.validatorPermit() || WeightShape.isSelfWeight(draft, self)
                ? Optional.empty()
                : Optional.of(new Fault(
                        "NeuronNoValidatorPermit",
                        "The hotkey " + draft.facts().signer() + " has no validator permit."));
    }
}

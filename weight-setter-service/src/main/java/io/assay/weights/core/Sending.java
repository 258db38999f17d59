package io.assay.weights.core;

import java.util.Optional;

/** Looks once more at the chain before a recorded extrinsic is sent. */
public final class Sending {
    private Sending() {}

    /** Why the extrinsic is not to be sent, a sentence; what is next is decided when the chain can no longer take it. */
    public static Optional<String> obstacle(Plan plan, ChainFacts facts) {
        var what = "the weights of window " + plan.window();
        var death = plan.extrinsic().death();
        if (!plan.isSignedBy(facts.signer())) {
            return Optional.of(what + " are signed by another hotkey, "
                    + plan.event().validatorHotkey() + ": they are given up at block " + death);
        }
        if (facts.head() + 1 >= death) {
            return Optional.of(what + " can no longer be taken as they are signed: they are signed anew");
        }
        return plan.isReveal()
                ? Optional.empty()
                : changedHands(plan, facts)
                        .map(uid -> "uid " + uid + " has changed hands since " + what
                                + " were signed: they are signed anew at block " + death);
    }

    private static Optional<Integer> changedHands(Plan plan, ChainFacts facts) {
        return plan.event().weights().stream()
                .filter(weight -> !weight.hotkey().equals(facts.hotkeyByUid().get(weight.uid())))
                .findFirst()
                .map(weight -> weight.uid());
    }
}

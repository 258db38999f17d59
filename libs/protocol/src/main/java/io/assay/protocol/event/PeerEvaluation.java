package io.assay.protocol.event;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What evaluation said of a peer's gradient in a window: either losses or a failure.
 *
 * @param own as in {@link LossDelta}
 * @param random as in {@link LossDelta}
 * @param stepsBehind as in {@link LossDelta}; absent without a usable probe
 * @param failure why it could not be measured
 */
public record PeerEvaluation(
        String hotkey,
        @Nullable LossPair own,
        @Nullable LossPair random,
        @Nullable Double stepsBehind,
        @Nullable EvaluationFailure failure) {
    public PeerEvaluation {
        Checks.hotkey("hotkey", hotkey);
        if (stepsBehind != null) {
            Checks.within("stepsBehind", stepsBehind, 0, Double.MAX_VALUE);
        }
        if ((own == null) != (random == null) || (own == null) == (failure == null)) {
            throw new IllegalArgumentException("failure is " + failure + ", allowed: present exactly without losses");
        }
    }

    /** The part of a measurement that the verdict needs. */
    public static PeerEvaluation of(LossDelta delta) {
        return new PeerEvaluation(delta.hotkey(), delta.own(), delta.random(), delta.stepsBehind(), null);
    }

    /** The part of a failure that the verdict needs. */
    public static PeerEvaluation of(EvaluationFailed failed) {
        return new PeerEvaluation(failed.hotkey(), null, null, null, failed.reason());
    }
}

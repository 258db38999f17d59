package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * One change of a peer's standing inside a window, in the order applied.
 *
 * @param cause the rule
 * @param before values the rule found
 * @param after values the rule left
 */
public record StandingChange(String hotkey, Cause cause, Values before, Values after) {
    public StandingChange {
        Checks.hotkey("hotkey", hotkey);
        Checks.present("cause", cause);
        Checks.present("before", before);
        Checks.present("after", after);
    }

    /** The rules that change a standing, in the order of a window. */
    public enum Cause {
        RESET,
        INACTIVITY_PENALTY,
        POOR_SYNC_PENALTY,
        MISSING_GRADIENT_PENALTY,
        INVALID_GRADIENT,
        RATED
    }

    /** What a rule can change; finite numbers, or the verdict would have no canonical text. */
    public record Values(double mu, double sigma, double binaryAverage, double finalScore) {
        public Values {
            Checks.finite("mu", mu);
            Checks.finite("sigma", sigma);
            Checks.finite("binaryAverage", binaryAverage);
            Checks.finite("finalScore", finalScore);
        }
    }
}

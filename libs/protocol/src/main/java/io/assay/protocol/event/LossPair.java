package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * Mean token cross-entropy, in nats, of the same tokens before and after a gradient.
 *
 * @param before positive, and large enough for the relative improvement to be a finite number
 * @param after not negative
 * @param tokens how many predictions the mean is over
 */
public record LossPair(double before, double after, long tokens) {
    public LossPair {
        Checks.within("before", before, Double.MIN_VALUE, Double.MAX_VALUE);
        Checks.within("after", after, 0, Double.MAX_VALUE);
        Checks.positive("tokens", tokens);
        Checks.finite("relativeImprovement", (before - after) / before);
    }

    /** L_before − L_after. */
    public double improvement() {
        return before - after;
    }

    /** (L_before − L_after) / L_before. */
    public double relativeImprovement() {
        return improvement() / before;
    }
}

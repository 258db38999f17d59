package io.assay.model;

import java.util.List;

/**
 * Cross-entropy, in nats, summed over predicted tokens.
 *
 * @param sum of all predicted tokens; not finite if the model's output is not
 * @param tokens how many tokens were predicted
 */
public record LossSum(double sum, long tokens) {
    /** Nothing predicted yet. */
    public static final LossSum NONE = new LossSum(0, 0);

    /** Both together. */
    public LossSum plus(LossSum other) {
        return new LossSum(sum + other.sum, tokens + other.tokens);
    }

    /** The mean over the tokens of all; not a number if there are none. */
    public static double mean(List<LossSum> sums) {
        return sums.stream().reduce(NONE, LossSum::plus).mean();
    }

    /** The mean over the tokens; not a number if there are none. */
    public double mean() {
        return sum / tokens;
    }
}

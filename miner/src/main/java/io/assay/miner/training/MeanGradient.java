package io.assay.miner.training;

import io.assay.model.TrainingStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean gradient over all predicted tokens of the batches added so far: what one {@link TrainingStep} of all of them
 * would have, but the miner can stop between two batches. Not safe for use by several threads.
 */
public final class MeanGradient {
    private final List<float[]> sums = new ArrayList<>();
    private double loss;
    private long tokens;

    /**
     * Adds a batch.
     *
     * @param step of that batch alone; its arrays are not kept
     * @param predicted tokens the batch predicts, at least 1
     */
    public void add(TrainingStep step, long predicted) {
        if (sums.isEmpty()) {
            step.gradients().forEach(gradient -> sums.add(new float[gradient.length]));
        }
        for (var i = 0; i < sums.size(); i++) {
            addScaled(sums.get(i), step.gradients().get(i), predicted);
        }
        loss += step.loss() * predicted;
        tokens += predicted;
    }

    /** Whether no batch was added. */
    public boolean isEmpty() {
        return tokens == 0;
    }

    /**
     * The mean of what was added.
     *
     * @throws IllegalStateException if nothing was
     */
    public TrainingStep mean() {
        if (isEmpty()) {
            throw new IllegalStateException("no batch was added, so that there is no mean");
        }
        return new TrainingStep(loss / tokens, sums.stream().map(this::divided).toList());
    }

    private static void addScaled(float[] sum, float[] gradient, long factor) {
        for (var i = 0; i < sum.length; i++) {
            sum[i] += gradient[i] * factor;
        }
    }

    private float[] divided(float[] sum) {
        var mean = new float[sum.length];
        for (var i = 0; i < sum.length; i++) {
            mean[i] = sum[i] / tokens;
        }
        return mean;
    }
}

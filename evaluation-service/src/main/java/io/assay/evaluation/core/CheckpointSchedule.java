package io.assay.evaluation.core;

/**
 * When the model is published.
 *
 * @param frequency steps between two checkpoints, at least 1
 */
public record CheckpointSchedule(int frequency) {
    /** Whether the model is due after this many steps. The initial parameters never are: the seed gives them. */
    public boolean due(long steps) {
        return steps > 0 && steps % frequency == 0;
    }
}

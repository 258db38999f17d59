package io.assay.evaluation.model;

import io.assay.evaluation.metrics.DevicePurpose;
import io.assay.evaluation.metrics.DeviceTimes;
import io.assay.model.FollowedModel;
import io.assay.model.ModelHistory;
import java.io.IOException;

/** What is done where a model has come to is a checkpoint, if anything: its time is no longer the step's. */
public record TimedProgress(ModelHistory.Progress progress, DeviceTimes times) implements ModelHistory.Progress {
    @Override
    public void unusable(long window, IOException why) {
        progress.unusable(window, why);
    }

    @Override
    public void reached(FollowedModel model) {
        var _ = times.<FollowedModel, RuntimeException>within(DevicePurpose.CHECKPOINT, () -> {
            progress.reached(model);
            return model;
        });
    }
}

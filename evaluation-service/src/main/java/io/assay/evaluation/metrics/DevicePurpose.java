package io.assay.evaluation.metrics;

import java.util.Locale;

/** What a device's thread computes for. */
public enum DevicePurpose {
    /** What is measured of the model where it stands: losses before, and probed values. */
    BASELINE,
    /** A gradient: the step tried, the losses after, and the way back. */
    TRIAL,
    /** The model's way to another window. */
    STEP,
    /** The parameters' digest, for whoever asks. */
    DIGEST;

    /** The purpose in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

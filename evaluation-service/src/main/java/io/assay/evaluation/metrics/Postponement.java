package io.assay.evaluation.metrics;

import java.util.Locale;

/** Why a job was handed on without an outcome. */
public enum Postponement {
    /** A step of the model is still missing. */
    STEP_MISSING,
    /** The store or the broker does not answer. */
    STORE_UNAVAILABLE,
    /** The worker's device, memory or code failed. */
    FAULT,
    /** The worker's model is not what the record says. */
    MODEL_DIVERGED,
    /** The service stops. */
    STOPPING;

    /** The reason in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.assay.evaluation.core;

import java.util.Locale;

/** How the share group is told that a record is done with. */
public enum Ending {
    /** It has its outcome, or needs none. */
    ACCEPT,
    /** Another attempt is needed, here or elsewhere. */
    RELEASE,
    /** It can never be measured, and what is to be said of it is said. */
    REJECT;

    /** The ending in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

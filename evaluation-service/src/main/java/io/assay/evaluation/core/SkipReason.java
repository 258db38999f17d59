package io.assay.evaluation.core;

import java.util.Locale;

/** Why a record of {@code gradient-arrivals} is no job; each has its own counter. */
public enum SkipReason {
    /** The upload was refused by ingest. */
    REJECTED,
    /** The peer was not drawn for evaluation in this window. */
    NOT_DRAWN,
    /** The record is of another subnet. */
    OTHER_SUBNET,
    /** The window has its verdict: an outcome would come too late. */
    SETTLED,
    /** The same gradient's outcome was published already. */
    DUPLICATE,
    /** The event does not belong on this topic. */
    OTHER_EVENT;

    /** The reason in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

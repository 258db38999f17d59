package io.assay.evaluation.core;

/**
 * How often a job may be tried. A fault of ours hands the job on; a job that never comes to an end, because it takes
 * its worker with it, must not go round for ever.
 *
 * @param count how often the broker has delivered the record, from 1
 * @param limit how often it is tried, below the broker's own limit so that the broker never drops it silently
 */
public record Delivery(int count, int limit) {
    /** Whether the record was tried as often as allowed without an outcome. */
    public boolean tooOften() {
        return count > limit;
    }

    /** Whether a fault in this attempt ends the job instead of handing it on. */
    public boolean last() {
        return count >= limit;
    }
}

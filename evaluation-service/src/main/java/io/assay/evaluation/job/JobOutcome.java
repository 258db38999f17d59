package io.assay.evaluation.job;

import io.assay.evaluation.metrics.Postponement;

/** What became of a record. */
public sealed interface JobOutcome {
    /** It is done and need not be seen again. */
    record Done() implements JobOutcome {}

    /** It can never be measured; why is published. */
    record Unmeasurable() implements JobOutcome {}

    /**
     * Another attempt is needed, here or elsewhere.
     *
     * @param detail a sentence for the operator
     */
    record Postponed(Postponement why, String detail) implements JobOutcome {}
}

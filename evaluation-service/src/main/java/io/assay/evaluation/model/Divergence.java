package io.assay.evaluation.model;

import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.model.DivergedModelException;
import io.assay.model.Quarantine;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a model that differs from the record: it is loaded anew at once, and if that one differs too, its owner
 * stays out and tries again, less and less often. For any thread.
 */
public final class Divergence {
    private static final Logger LOG = LoggerFactory.getLogger(Divergence.class);

    private final String owner;
    private final EvaluationMeters meters;
    private final InstantSource clock;
    private volatile Quarantine state = Quarantine.NONE;
    private volatile long window = -1;

    /**
     * Nothing has differed yet.
     *
     * @param owner of the model, in log and metrics
     */
    public Divergence(String owner, EvaluationMeters meters, InstantSource clock) {
        this.owner = owner;
        this.meters = meters;
        this.clock = clock;
        meters.watchDivergence(owner);
    }

    /** Whether the model agreed with the record when it was compared last. */
    public boolean none() {
        return state.over();
    }

    /** Where the model differed last; -1 before it ever did. */
    public long window() {
        return window;
    }

    /** Whether another model may be loaded. */
    public boolean due() {
        return state.due(clock.instant());
    }

    /**
     * A model was loaded and nothing was found.
     *
     * @param at where it stands: what stands before the difference says nothing about it
     */
    public synchronized void agreed(long at) {
        if (!state.over() && at >= window) {
            LOG.info("the model of {} agrees with the record again", owner);
            state = Quarantine.NONE;
        }
    }

    /** The model differs from the record and was given up. */
    public synchronized void found(DivergedModelException difference) {
        window = difference.window();
        state = state.differed(clock.instant());
        meters.diverged(owner);
        LOG.error(
                "{} stops: its model at window {} has the digest {}, on the record it is {}; {}",
                owner,
                difference.window(),
                difference.actual(),
                difference.expected(),
                state.lasting()
                        ? "loaded anew it differs too. Next try at " + state.until() + ". Look at the digests of other"
                                + " workers (/api/v1/model?digest=true): if theirs are as on the record, look at this"
                                + " machine's memory and device; if all have the same other one, whoever published"
                                + " that step was wrong (docs/checkpoints.md)"
                        : "it is loaded anew from the newest checkpoint and the steps since");
    }
}

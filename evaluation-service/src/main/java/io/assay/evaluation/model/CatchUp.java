package io.assay.evaluation.model;

import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.model.FollowedModel;
import io.assay.model.ModelHistory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far a worker's model has come: by a gauge at any time, by the log while it is more than a step behind. */
public final class CatchUp implements ModelHistory.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final String worker;
    private final Supplier<OptionalLong> newest;
    private final EvaluationMeters meters;
    private final InstantSource clock;
    private volatile long at = -1;
    private long began = -1;
    private Instant told = Instant.MIN;

    /**
     * Progress of a worker's model.
     *
     * @param newest window of the newest step on the record
     */
    public CatchUp(String worker, Supplier<OptionalLong> newest, EvaluationMeters meters, InstantSource clock) {
        this.worker = worker;
        this.newest = newest;
        this.meters = meters;
        this.clock = clock;
    }

    /** Steps on the record that the model has not taken; -1 before there is a model. For any thread. */
    public long behind() {
        var last = newest.get();
        return at < 0 ? -1 : Math.max(0, last.orElse(at - 1) + 1 - at);
    }

    @Override
    public void unusable(long window, IOException why) {
        meters.fault("checkpoint");
        LOG.warn("{} passes the checkpoint of window {} over: {}", worker, window, why.getMessage());
    }

    @Override
    public void reached(FollowedModel model) {
        var jumped = model.window() != at + 1;
        at = model.window();
        var behind = behind();
        if (jumped && behind > 1) {
            began = at;
            told = clock.instant();
            LOG.info("{} begins at window {}, {} steps behind the record", worker, at, behind);
        } else if (began >= 0) {
            tell(behind);
        }
    }

    private void tell(long behind) {
        if (behind == 0) {
            LOG.info("{} has caught up at window {}, after {} steps", worker, at, at - began);
            began = -1;
        } else if (!clock.instant().isBefore(told.plus(BETWEEN))) {
            told = clock.instant();
            LOG.info("{} is at window {}, {} of {} steps taken", worker, at, at - began, at - began + behind);
        }
    }
}

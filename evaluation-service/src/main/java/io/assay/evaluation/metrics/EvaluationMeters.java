package io.assay.evaluation.metrics;

import io.assay.evaluation.core.Ending;
import io.assay.evaluation.core.SkipReason;
import io.assay.protocol.event.EvaluationFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What this service counts: every way a record can go has its own counter, there from the start. */
public final class EvaluationMeters {
    private static final String ACKNOWLEDGED = "assay.evaluation.acknowledged";
    private static final String BASELINES = "assay.evaluation.baselines";

    private final MeterRegistry meters;

    /** Registers all counters at zero. */
    public EvaluationMeters(MeterRegistry meters) {
        this.meters = meters;
        for (var reason : SkipReason.values()) {
            meters.counter("assay.evaluation.skipped", "reason", reason.code());
        }
        for (var reason : EvaluationFailure.values()) {
            meters.counter("assay.evaluations", "outcome", reason.code());
        }
        for (var ending : Ending.values()) {
            meters.counter(ACKNOWLEDGED, "as", ending.code());
        }
        meters.counter(BASELINES, "when", "ahead");
        meters.counter(BASELINES, "when", "at_once");
        for (var why : Postponement.values()) {
            meters.counter("assay.evaluation.postponed", "reason", why.code());
        }
    }

    /** The share group was told how a record ends. */
    public void acknowledged(Ending ending) {
        meters.counter(ACKNOWLEDGED, "as", ending.code()).increment();
    }

    /** A loss before was measured before a gradient called for it. */
    public void measuredAhead() {
        meters.counter(BASELINES, "when", "ahead").increment();
    }

    /** A loss before had to be measured while a gradient waited for it. */
    public void measuredAtOnce() {
        meters.counter(BASELINES, "when", "at_once").increment();
    }

    /** The device began with a job for whose preparation it had waited so long. */
    public void waited(Duration duration) {
        Timer.builder("assay.evaluation.waiting").register(meters).record(duration);
    }

    /** Shows how many jobs a worker has prepared. */
    public void watchPrepared(String worker, Supplier<Number> prepared) {
        Gauge.builder("assay.evaluation.prepared", prepared)
                .tag("worker", worker)
                .register(meters);
    }

    /** A record that was no job. */
    public void skipped(SkipReason reason) {
        meters.counter("assay.evaluation.skipped", "reason", reason.code()).increment();
    }

    /** A gradient was measured. */
    public void measured(Duration duration) {
        meters.counter("assay.evaluations", "outcome", "measured").increment();
        Timer.builder("assay.evaluation.duration").register(meters).record(duration);
    }

    /** A gradient could not be measured. */
    public void failed(EvaluationFailure reason) {
        meters.counter("assay.evaluations", "outcome", reason.code()).increment();
    }

    /** A job was handed on. */
    public void postponed(Postponement why) {
        meters.counter("assay.evaluation.postponed", "reason", why.code()).increment();
    }

    /** A job's lock was renewed. */
    public void renewed() {
        meters.counter("assay.evaluation.renewals").increment();
    }

    /** A window's step was published, merged from so many gradients. */
    public void advanced(int gathered) {
        meters.counter("assay.model.steps").increment();
        meters.counter("assay.model.gathered").increment(gathered);
    }

    /** A window's end that had its step already. */
    public void advancedBefore() {
        meters.counter("assay.model.steps.repeated").increment();
    }

    /** A gradient of the gather set that could not be read again and was left out. */
    public void leftOut() {
        meters.counter("assay.model.left.out").increment();
    }

    /** Something of ours failed and is tried again. */
    public void fault(String where) {
        meters.counter("assay.evaluation.faults", "where", where).increment();
    }

    /** A checkpoint was published. */
    public void checkpoint() {
        meters.counter("assay.model.checkpoints").increment();
    }

    /** Begins to count a model's differences from the record at zero. */
    public void watchDivergence(String owner) {
        meters.counter("assay.model.diverged", "owner", owner);
    }

    /** A model differed from the record. */
    public void diverged(String owner) {
        meters.counter("assay.model.diverged", "owner", owner).increment();
    }

    /** Shows how many steps of the record a worker's model has not taken; -1 before there is one. */
    public void watchBehind(String worker, Supplier<Number> steps) {
        Gauge.builder("assay.model.behind", steps).tag("worker", worker).register(meters);
    }

    /** Shows the window at which a worker's model stands; -1 before there is one. */
    public void watchWindow(String worker, Supplier<Number> window) {
        Gauge.builder("assay.model.window", window).tag("worker", worker).register(meters);
    }
}

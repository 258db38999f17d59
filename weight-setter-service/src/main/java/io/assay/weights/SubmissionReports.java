package io.assay.weights;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Ledger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what this process puts on the record: a log line for each plan and outcome, the counter
 * {@code assay.weights.submissions} by outcome and error, the counter {@code assay.weights.extrinsics} of those that were
 * not a submission's last word, and the gauges {@code assay.weights.windows.since.accepted} and
 * {@code assay.weights.overdue}.
 * What is only replayed is neither logged nor counted again.
 */
final class SubmissionReports implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionReports.class);
    private static final String SUBMISSIONS = "assay.weights.submissions";
    private static final String EXTRINSICS = "assay.weights.extrinsics";

    private final Journal journal;
    private final MeterRegistry meters;

    SubmissionReports(Journal journal, MeterRegistry meters) {
        this.journal = journal;
        this.meters = meters;
        Gauge.builder(
                        "assay.weights.windows.since.accepted",
                        journal,
                        source -> source.ledger().windowsSinceAccepted())
                .description("Windows from the last weights that the chain took to the newest verdict")
                .baseUnit("windows")
                .register(meters);
        Gauge.builder(
                        "assay.weights.overdue",
                        journal,
                        source -> source.ledger().isOverdue() ? 1 : 0)
                .description("1 when the last weights that the chain took are older than two due windows")
                .register(meters);
    }

    @Override
    public Ledger ledger() {
        return journal.ledger();
    }

    @Override
    public void record(Event event) {
        journal.record(event);
        switch (event) {
            case WeightsPlanned plan -> planned(plan);
            case WeightsRefused refused -> refused(refused);
            case WeightsExpired expired -> expired(expired);
            case WeightsCommitted committed -> committed(committed);
            case WeightsFinalized accepted -> accepted(accepted);
            case WeightsFailed failed -> failed(failed);
            case Event _ -> {}
        }
    }

    private static void planned(WeightsPlanned plan) {
        LOG.info(
                "weights of window {} planned by {}: {} uids, nonce {}, extrinsic {}, at block {}",
                plan.window(),
                Optional.ofNullable(plan.extrinsic())
                        .map(extrinsic -> extrinsic.call().name())
                        .orElse("an unknown call"),
                plan.weights().size(),
                plan.nonce(),
                plan.extrinsicHash(),
                plan.plannedAtBlock());
    }

    private void refused(WeightsRefused refused) {
        LOG.warn(
                "weights of window {} refused by the pool: {}. {}",
                refused.window(),
                refused.error(),
                refused.detail());
        meters.counter(EXTRINSICS, "outcome", "refused", "error", refused.error())
                .increment();
    }

    private void expired(WeightsExpired expired) {
        LOG.warn(
                "weights of window {} had no effect ({}) and are planned anew, extrinsic {}",
                expired.window(),
                expired.reason(),
                expired.extrinsicHash());
        meters.counter(EXTRINSICS, "outcome", "expired", "error", expired.reason())
                .increment();
    }

    private void committed(WeightsCommitted committed) {
        LOG.info(
                "weights of window {} committed in block {}, to be revealed, extrinsic {}",
                committed.window(),
                committed.block(),
                committed.extrinsicHash());
        meters.counter(EXTRINSICS, "outcome", "committed", "error", "none").increment();
    }

    private void accepted(WeightsFinalized accepted) {
        LOG.info(
                "weights of window {} accepted in block {}, extrinsic {}",
                accepted.window(),
                accepted.block(),
                accepted.extrinsicHash());
        meters.counter(SUBMISSIONS, "outcome", "finalized", "error", "none").increment();
    }

    private void failed(WeightsFailed failed) {
        LOG.warn("weights of window {} failed: {}. {}", failed.window(), failed.error(), failed.detail());
        meters.counter(SUBMISSIONS, "outcome", "failed", "error", failed.error())
                .increment();
    }
}

package io.assay.weights;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Ledger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what this process puts on the record: a log line for each plan and outcome, the counter
 * {@code assay.weights.submissions} by outcome and error, the gauge {@code assay.weights.windows.since.accepted}.
 * What is only replayed is neither logged nor counted again.
 */
final class SubmissionReports implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionReports.class);
    private static final String SUBMISSIONS = "assay.weights.submissions";

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
    }

    @Override
    public Ledger ledger() {
        return journal.ledger();
    }

    @Override
    public void record(Event event) {
        journal.record(event);
        if (event instanceof WeightsPlanned plan) {
            planned(plan);
        } else if (event instanceof WeightsFinalized accepted) {
            accepted(accepted);
        } else if (event instanceof WeightsFailed failed) {
            failed(failed);
        }
    }

    private static void planned(WeightsPlanned plan) {
        LOG.info(
                "weights of window {} planned: {} uids, nonce {}, extrinsic {}, at block {}",
                plan.window(),
                plan.weights().size(),
                plan.nonce(),
                plan.extrinsicHash(),
                plan.plannedAtBlock());
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

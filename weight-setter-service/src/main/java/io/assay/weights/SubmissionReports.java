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
import io.assay.weights.core.Ledgers;
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
        journal.ledgers().all().forEach(ledger -> watch(ledger.netuid()));
    }

    private void watch(int netuid) {
        Gauge.builder(
                        "assay.weights.windows.since.accepted",
                        journal,
                        source -> ledger(source, netuid).windowsSinceAccepted())
                .description("Windows from the last weights that the chain took to the newest verdict")
                .baseUnit("windows")
                .tag("netuid", Integer.toString(netuid))
                .register(meters);
        Gauge.builder(
                        "assay.weights.overdue",
                        journal,
                        source -> ledger(source, netuid).isOverdue() ? 1 : 0)
                .description("1 when the last weights that the chain took are older than two due windows")
                .tag("netuid", Integer.toString(netuid))
                .register(meters);
    }

    private static Ledger ledger(Journal journal, int netuid) {
        return journal.ledgers().of(netuid).orElseThrow();
    }

    @Override
    public Ledgers ledgers() {
        return journal.ledgers();
    }

    @Override
    public void record(Event event) {
        journal.record(event);
        switch (event) {
            case WeightsPlanned plan ->
                ledgers().all().forEach(each -> plan.of(each.netuid()).ifPresent(SubmissionReports::planned));
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
                "weights of window {} of subnet {} planned by {}: {} uids, nonce {}, extrinsic {}, at block {}",
                plan.window(),
                plan.netuid(),
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
                "weights of window {} of subnet {} refused by the pool: {}. {}",
                refused.window(),
                refused.netuid(),
                refused.error(),
                refused.detail());
        count(EXTRINSICS, refused, "refused", refused.error());
    }

    private void expired(WeightsExpired expired) {
        LOG.warn(
                "weights of window {} of subnet {} had no effect ({}) and are planned anew, extrinsic {}",
                expired.window(),
                expired.netuid(),
                expired.reason(),
                expired.extrinsicHash());
        count(EXTRINSICS, expired, "expired", expired.reason());
    }

    private void committed(WeightsCommitted committed) {
        LOG.info(
                "weights of window {} of subnet {} committed in block {}, to be revealed, extrinsic {}",
                committed.window(),
                committed.netuid(),
                committed.block(),
                committed.extrinsicHash());
        count(EXTRINSICS, committed, "committed", "none");
    }

    private void accepted(WeightsFinalized accepted) {
        LOG.info(
                "weights of window {} of subnet {} accepted in block {}, extrinsic {}",
                accepted.window(),
                accepted.netuid(),
                accepted.block(),
                accepted.extrinsicHash());
        count(SUBMISSIONS, accepted, "finalized", "none");
    }

    private void failed(WeightsFailed failed) {
        LOG.warn(
                "weights of window {} of subnet {} failed: {}. {}",
                failed.window(),
                failed.netuid(),
                failed.error(),
                failed.detail());
        count(SUBMISSIONS, failed, "failed", failed.error());
    }

    private void count(String name, Event event, String outcome, String error) {
        var netuid = Integer.toString(event.netuid());
        meters.counter(name, "netuid", netuid, "outcome", outcome, "error", error)
                .increment();
    }
}

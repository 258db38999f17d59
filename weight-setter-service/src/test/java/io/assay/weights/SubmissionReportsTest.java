package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionReportsTest {
    private static final String HASH = "0x" + "cd".repeat(32);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryJournal journal = new MemoryJournal(new Crash.Points(_ -> false), Verdicts.NETUID);
    private final SubmissionReports reports = new SubmissionReports(journal, meters);

    @Test
    void countsOutcomesByErrorAndNothingElse() {
        reports.record(new WeightsSubmitted(3, 1, HASH, 1));
        reports.record(new WeightsFinalized(3, 1, HASH, 9));
        reports.record(new WeightsFailed(3, 3, null, "NoWeights", "Nothing is sent."));
        reports.record(new WeightsFailed(3, 5, null, "NoWeights", "Nothing is sent."));
        assertThat(count("finalized", "none")).isEqualTo(1);
        assertThat(count("failed", "NoWeights")).isEqualTo(2);
        assertThat(meters.find("assay.weights.submissions").counters()).hasSize(2);
    }

    @Test
    void doesNotCountWhatWasOnTheRecordBefore() {
        journal.add(new WeightsFinalized(3, 1, HASH, 9));
        assertThat(meters.find("assay.weights.submissions").counters()).isEmpty();
    }

    @Test
    void showsWindowsSinceTheLastAcceptedWeights() {
        journal.add(Verdicts.verdict(7, Map.of(1, 1.0)));
        journal.add(new WeightsFinalized(3, 1, HASH, 9));
        assertThat(meters.get("assay.weights.windows.since.accepted").gauge().value())
                .isEqualTo(6);
    }

    @Test
    void countsExtrinsicsThatWereNotTheLastWord() {
        reports.record(new WeightsRefused(3, 1, HASH, "BadProof", "not signed"));
        reports.record(new WeightsExpired(3, 1, HASH, "BadProof"));
        reports.record(new WeightsCommitted(3, 1, HASH, 9));
        reports.record(new WeightsInBlock(3, 1, HASH, 9));
        assertThat(count("assay.weights.extrinsics", "refused", "BadProof")).isEqualTo(1);
        assertThat(count("assay.weights.extrinsics", "expired", "BadProof")).isEqualTo(1);
        assertThat(count("assay.weights.extrinsics", "committed", "none")).isEqualTo(1);
        assertThat(meters.find("assay.weights.extrinsics").counters()).hasSize(3);
        assertThat(meters.find("assay.weights.submissions").counters()).isEmpty();
    }

    @Test
    void showsWhenTheLastAcceptedWeightsAreTooOld() {
        journal.add(Verdicts.verdict(1, Map.of(1, 1.0)));
        journal.add(new WeightsFinalized(3, 1, HASH, 9));
        journal.add(Verdicts.verdict(5, Map.of(1, 1.0)));
        assertThat(meters.get("assay.weights.overdue").gauge().value()).isZero();
        journal.add(Verdicts.verdict(6, Map.of(1, 1.0)));
        assertThat(meters.get("assay.weights.overdue").gauge().value()).isEqualTo(1);
    }

    private double count(String outcome, String error) {
        return count("assay.weights.submissions", outcome, error);
    }

    private double count(String name, String outcome, String error) {
        return meters.find(name).tags("outcome", outcome, "error", error).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}

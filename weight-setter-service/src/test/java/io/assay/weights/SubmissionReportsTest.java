package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsSubmitted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionReportsTest {
    private static final String HASH = "0x" + "cd".repeat(32);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryJournal journal = new MemoryJournal(new Crash.Points(_ -> false));
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

    private double count(String outcome, String error) {
        return meters.find("assay.weights.submissions").tags("outcome", outcome, "error", error).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}

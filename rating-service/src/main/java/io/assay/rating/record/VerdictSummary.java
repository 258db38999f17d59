package io.assay.rating.record;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.WindowVerdict;

/**
 * A verdict in a line.
 *
 * @param arrived peers whose gradient was pinned
 * @param evaluated peers with losses
 * @param changes rules that were applied to somebody
 * @param weighted peers with a positive weight
 */
public record VerdictSummary(
        long window,
        long globalStep,
        boolean degraded,
        int roster,
        int drawn,
        int arrived,
        int evaluated,
        int changes,
        int weighted,
        String verdictHash) {
    static VerdictSummary of(WindowVerdict verdict) {
        var inputs = verdict.inputs();
        return new VerdictSummary(
                verdict.window(),
                verdict.globalStep(),
                verdict.degraded(),
                inputs.roster().size(),
                inputs.drawn().size(),
                (int) inputs.arrivals().stream()
                        .filter(arrival -> arrival.status() == ArrivalStatus.ARRIVED)
                        .count(),
                (int) inputs.evaluations().stream()
                        .filter(evaluation -> evaluation.own() != null)
                        .count(),
                verdict.changes().size(),
                verdict.weights().size(),
                verdict.verdictHash());
    }
}

package io.assay.rating.figures;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.event.WindowVerdict.Inputs;
import io.assay.rating.record.RecordedVerdict;
import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.WindowLosses;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A window in numbers.
 *
 * @param settledAt when its verdict was written
 * @param degraded too little of the gather set could be fetched; nobody is penalised
 * @param evaluatedShare of the drawn peers whose gradient arrived, how many were measured or found invalid, 0 to 1; 1
 *     where nobody's arrived
 * @param gatherSuccess share of the gather set whose gradient arrived, 0 to 1; 1 for an empty set
 * @param scored peers with losses
 * @param skipped drawn peers without
 * @param weighted peers with a weight
 * @param weightsEntropy of the weights, in nats: 0 when one peer has all, ln n when n have the same
 * @param losses medians, absent when nobody was measured
 * @param learningRate of the window's step
 */
public record WindowFigures(
        int netuid,
        long window,
        long globalStep,
        Instant settledAt,
        boolean degraded,
        double evaluatedShare,
        double gatherSuccess,
        int roster,
        int arrived,
        int scored,
        int skipped,
        int weighted,
        double weightsEntropy,
        @Nullable WindowLosses losses,
        double learningRate,
        String hparamsDigest) {
    /** Of a verdict. */
    public static WindowFigures of(RecordedVerdict recorded) {
        var verdict = recorded.verdict();
        var inputs = verdict.inputs();
        var summary = SettledWindow.of(recorded).summary();
        return new WindowFigures(
                verdict.netuid(),
                verdict.window(),
                verdict.globalStep(),
                recorded.writtenAt(),
                verdict.degraded(),
                evaluatedShare(inputs),
                share(Set.copyOf(inputs.gather()), arrived(inputs)::contains),
                summary.roster(),
                summary.arrived(),
                summary.evaluated(),
                Math.max(0, summary.drawn() - summary.evaluated()),
                summary.weighted(),
                entropy(verdict),
                WindowLosses.of(SettledWindow.of(recorded).outcomes()).orElse(null),
                verdict.hparams().learningRateAt(verdict.globalStep()),
                verdict.hparamsDigest());
    }

    /** Peers whose gradient was read and can be told of: a fault of our own is no evaluation. */
    private static double evaluatedShare(Inputs inputs) {
        var due = new HashSet<>(inputs.drawn());
        due.retainAll(arrived(inputs));
        var told = inputs.evaluations().stream()
                .filter(WindowFigures::told)
                .map(PeerEvaluation::hotkey)
                .collect(Collectors.toSet());
        return share(due, told::contains);
    }

    private static boolean told(PeerEvaluation evaluation) {
        return evaluation.failure() == null || evaluation.failure().peersFault();
    }

    private static Set<String> arrived(Inputs inputs) {
        return inputs.arrivals().stream()
                .filter(arrival -> arrival.status() == ArrivalStatus.ARRIVED)
                .map(PeerArrival::hotkey)
                .collect(Collectors.toSet());
    }

    private static double share(Set<String> all, Predicate<String> part) {
        return all.isEmpty() ? 1 : (double) all.stream().filter(part).count() / all.size();
    }

    private static double entropy(WindowVerdict verdict) {
        var entropy = 0.0;
        for (var weight : verdict.weights()) {
            entropy -= weight.share() * Math.log(weight.share());
        }
        return Math.max(0, entropy);
    }
}

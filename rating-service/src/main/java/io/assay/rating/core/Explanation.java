package io.assay.rating.core;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Why a peer has the weight that it has after a window: everything about it in the verdict and the one before, and
 * nothing else.
 *
 * @param arrival absent when the peer was not in the roster
 * @param drawn whether it was to be evaluated
 * @param gather whether its gradient was to go into the model
 * @param degraded the window penalised nobody
 * @param measured absent when nothing was said of a gradient of it
 * @param before its standing after the window before; absent when it had none
 * @param changes what the rules did to it, in the order applied
 * @param after its standing after this window; absent when it was dropped
 * @param score absent when it was dropped
 */
public record Explanation(
        int netuid,
        long window,
        String verdictHash,
        String hotkey,
        @Nullable Arrival arrival,
        boolean drawn,
        boolean gather,
        boolean degraded,
        @Nullable Measured measured,
        @Nullable Standing before,
        List<StandingChange> changes,
        @Nullable Standing after,
        @Nullable Score score) {

    /** What became of its upload. */
    public record Arrival(
            ArrivalStatus status,
            @Nullable RejectReason reason,
            @Nullable String gradientSha256,
            @Nullable Long bytes) {
        private static Arrival of(PeerArrival arrival) {
            var gradient = arrival.gradient();
            return new Arrival(
                    arrival.status(),
                    arrival.reason(),
                    gradient == null ? null : gradient.sha256(),
                    gradient == null ? null : (Long) gradient.sizeBytes());
        }
    }

    /**
     * What was measured.
     *
     * @param failure present exactly when there are no losses
     * @param ownImprovement relative, on the peer's own data
     * @param randomImprovement relative, on everybody's data: the gradient score
     * @param stepsBehind absent without a usable probe
     */
    public record Measured(
            @Nullable EvaluationFailure failure,
            @Nullable LossPair own,
            @Nullable LossPair random,
            @Nullable Double ownImprovement,
            @Nullable Double randomImprovement,
            @Nullable Double stepsBehind) {
        private static Measured of(PeerEvaluation evaluation) {
            var own = evaluation.own();
            var random = evaluation.random();
            return new Measured(
                    evaluation.failure(),
                    own,
                    random,
                    own == null ? null : (Double) own.relativeImprovement(),
                    random == null ? null : (Double) random.relativeImprovement(),
                    evaluation.stepsBehind());
        }
    }

    /**
     * From the standing to the weight.
     *
     * @param ordinal μ − 3σ
     * @param from which score the weights are taken from
     * @param score that score
     * @param power its exponent
     * @param scored peers whose score counts
     * @param share the weight, in [0, 1]
     * @param noShare why there is none; absent when there is one
     */
    public record Score(
            double ordinal,
            HParams.WeightsFrom from,
            double score,
            double power,
            int scored,
            double share,
            @Nullable NoShare noShare) {
        private static Score of(WindowVerdict verdict, Standing standing, boolean registered) {
            var hparams = verdict.hparams();
            var from = hparams.weightsFrom();
            var score = switch (from) {
                case FINAL_SCORE -> standing.finalScore();
                case FINAL_SCORE_AVERAGE -> standing.finalScoreAverage();
            };
            return new Score(
                    standing.ordinal(),
                    from,
                    score,
                    hparams.powerNormalisation(),
                    verdict.weights().size(),
                    standing.weight(),
                    standing.weight() > 0 ? null : NoShare.of(standing, score, registered));
        }
    }

    /** Why a peer has no weight. */
    public enum NoShare {
        /** Its hotkey is not in the window's roster. */
        NOT_REGISTERED,
        /** It was never scored, or not since its reset. */
        NEVER_EVALUATED,
        /** Its ordinal is not positive: as far as is known, others do better. */
        ORDINAL_NOT_POSITIVE,
        /** Its gradients help on its own data no more often than on everybody's. */
        BINARY_AVERAGE_NOT_POSITIVE,
        /** Its model is not the common one. */
        OUT_OF_SYNC,
        /** An invalid gradient, penalties or what was before left it no positive score. */
        SCORE_NOT_POSITIVE,
        /** Its score is positive, and too small beside the others' to count. */
        NEGLIGIBLE;

        private static NoShare of(Standing standing, double score, boolean registered) {
            if (!registered) {
                return NOT_REGISTERED;
            }
            if (!standing.evaluated()) {
                return NEVER_EVALUATED;
            }
            if (score > 0) {
                return NEGLIGIBLE;
            }
            return factor(standing);
        }

        private static NoShare factor(Standing standing) {
            if (standing.ordinal() <= 0) {
                return ORDINAL_NOT_POSITIVE;
            }
            if (standing.binaryAverage() <= 0) {
                return BINARY_AVERAGE_NOT_POSITIVE;
            }
            return standing.syncScore() <= 0 ? OUT_OF_SYNC : SCORE_NOT_POSITIVE;
        }
    }

    public Explanation {
        changes = List.copyOf(changes);
    }

    /**
     * Explains a peer's weight after a window.
     *
     * @param previous the verdict before, absent for the first
     * @return empty when neither verdict knows the peer
     */
    public static Optional<Explanation> of(WindowVerdict verdict, @Nullable WindowVerdict previous, String hotkey) {
        var inputs = verdict.inputs();
        var arrival = find(inputs.arrivals(), PeerArrival::hotkey, hotkey).orElse(null);
        var before = previous == null ? null : standing(previous, hotkey);
        var after = standing(verdict, hotkey);
        var changes = verdict.changes().stream()
                .filter(change -> change.hotkey().equals(hotkey))
                .toList();
        if (before == null && after == null && arrival == null && changes.isEmpty()) {
            return Optional.empty();
        }
        var registered =
                inputs.roster().stream().anyMatch(entry -> entry.hotkey().equals(hotkey));
        return Optional.of(new Explanation(
                verdict.netuid(),
                verdict.window(),
                verdict.verdictHash(),
                hotkey,
                arrival == null ? null : Arrival.of(arrival),
                inputs.drawn().contains(hotkey),
                inputs.gather().contains(hotkey),
                verdict.degraded(),
                find(inputs.evaluations(), PeerEvaluation::hotkey, hotkey)
                        .map(Measured::of)
                        .orElse(null),
                before,
                changes,
                after,
                after == null ? null : Score.of(verdict, after, registered)));
    }

    private static @Nullable Standing standing(WindowVerdict verdict, String hotkey) {
        return find(verdict.standings(), Standing::hotkey, hotkey).orElse(null);
    }

    private static <T> Optional<T> find(Collection<T> all, Function<T, String> key, String hotkey) {
        return all.stream().filter(each -> key.apply(each).equals(hotkey)).findFirst();
    }
}

package io.assay.evaluation.core;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import org.jspecify.annotations.Nullable;

/**
 * Mean losses, in nats, as the model gave them: they may be anything.
 *
 * @param own of the peer's batches
 * @param random of the window's common batches
 */
public record Losses(Pair own, Pair random) {
    /** Losses over the same {@code tokens} predictions. */
    public record Pair(double before, double after, long tokens) {}

    /**
     * The outcome they make: a measurement, or why there is none. What is wrong before the gradient is never the peer's
     * fault, so it is looked at first.
     *
     * @param stepsBehind by the peer's probe, absent without a usable one
     */
    public Event outcome(GradientArrived job, @Nullable Double stepsBehind, String evaluator, long durationMillis) {
        if (!positive(own.before) || !positive(random.before)) {
            var detail = "the loss before is " + own.before + " on own and " + random.before + " on random data";
            return failed(job, EvaluationFailure.LOSS_NOT_POSITIVE, detail, evaluator);
        }
        if (!Double.isFinite(own.after) || !Double.isFinite(random.after)) {
            var detail = "the loss after is " + own.after + " on own and " + random.after + " on random data";
            return failed(job, EvaluationFailure.LOSS_NOT_FINITE, detail, evaluator);
        }
        return new LossDelta(
                job.netuid(),
                job.window(),
                job.uid(),
                job.hotkey(),
                new LossPair(own.before, own.after, own.tokens),
                new LossPair(random.before, random.after, random.tokens),
                stepsBehind,
                job.gradient().sha256(),
                evaluator,
                durationMillis);
    }

    /** The outcome of a job that could not be measured. */
    public static EvaluationFailed failed(
            GradientArrived job, EvaluationFailure reason, String detail, String evaluator) {
        var shortened = detail.length() <= 1000 ? detail : detail.substring(0, 1000);
        return new EvaluationFailed(job.netuid(), job.window(), job.uid(), job.hotkey(), reason, shortened, evaluator);
    }

    private static boolean positive(double loss) {
        return loss > 0 && Double.isFinite(loss);
    }
}

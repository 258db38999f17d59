package io.assay.evaluation.web;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import org.jspecify.annotations.Nullable;

/**
 * A job's outcome.
 *
 * @param outcome {@code measured}, or the reason's code
 * @param own absent unless measured
 * @param random absent unless measured
 * @param detail absent if measured
 */
public record EvaluationView(
        long window,
        int uid,
        String hotkey,
        String outcome,
        @Nullable LossPair own,
        @Nullable LossPair random,
        @Nullable Double stepsBehind,
        @Nullable String detail,
        String evaluator) {
    static EvaluationView of(LossDelta delta) {
        return new EvaluationView(
                delta.window(),
                delta.uid(),
                delta.hotkey(),
                "measured",
                delta.own(),
                delta.random(),
                delta.stepsBehind(),
                null,
                delta.evaluator());
    }

    static EvaluationView of(EvaluationFailed failed) {
        return new EvaluationView(
                failed.window(),
                failed.uid(),
                failed.hotkey(),
                failed.reason().code(),
                null,
                null,
                null,
                failed.detail(),
                failed.evaluator());
    }
}

package io.assay.rating.core;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import org.jspecify.annotations.Nullable;

/**
 * What a worker said of a peer's gradient, with the record that said it.
 *
 * @param gradientSha256 of what was measured; absent when nothing was
 */
record Evaluation(
        Event event, PeerEvaluation outcome, @Nullable String gradientSha256) {
    static Evaluation of(LossDelta delta) {
        return new Evaluation(delta, PeerEvaluation.of(delta), delta.gradientSha256());
    }

    static Evaluation of(EvaluationFailed failed) {
        return new Evaluation(failed, PeerEvaluation.of(failed), null);
    }

    String hotkey() {
        return outcome.hotkey();
    }

    long window() {
        return event.window();
    }

    /** Whether it is about this very upload. */
    boolean isOf(PeerArrival arrival) {
        return arrival.gradient() != null
                && (gradientSha256 == null
                        || gradientSha256.equals(arrival.gradient().sha256()));
    }
}

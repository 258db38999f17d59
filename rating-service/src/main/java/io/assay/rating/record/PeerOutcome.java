package io.assay.rating.record;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a window found of a peer of its roster.
 *
 * @param reason why the upload was refused; present exactly when {@code status} is REJECTED
 * @param failure why the gradient could not be measured; absent when it was, or was not to be
 * @param own losses on the peer's own batches; present exactly when it was measured, like {@code random}
 * @param random losses on everybody's batches
 */
public record PeerOutcome(
        int uid,
        String hotkey,
        ArrivalStatus status,
        @Nullable RejectReason reason,
        @Nullable EvaluationFailure failure,
        @Nullable LossPair own,
        @Nullable LossPair random) {
    /** One for each of the roster, by uid. */
    static List<PeerOutcome> of(WindowVerdict.Inputs inputs) {
        var evaluations =
                inputs.evaluations().stream().collect(Collectors.toMap(PeerEvaluation::hotkey, Function.identity()));
        return inputs.arrivals().stream()
                .map(arrival -> {
                    var found = evaluations.get(arrival.hotkey());
                    return new PeerOutcome(
                            arrival.uid(),
                            arrival.hotkey(),
                            arrival.status(),
                            arrival.reason(),
                            found == null ? null : found.failure(),
                            found == null ? null : found.own(),
                            found == null ? null : found.random());
                })
                .toList();
    }
}

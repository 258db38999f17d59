package io.assay.rating.record;

import io.assay.protocol.event.LossPair;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Losses of a window in nats a token, medians over the peers that were measured, so that one gradient that ruins the
 * model does not decide them. What is before on random data is the model's own loss: the batches are the same for all.
 *
 * @param peers that were measured, at least one
 */
public record WindowLosses(double ownBefore, double ownAfter, double randomBefore, double randomAfter, int peers) {
    /** Of what a window found; empty when nobody was measured. */
    public static Optional<WindowLosses> of(List<PeerOutcome> outcomes) {
        var own = pairs(outcomes, PeerOutcome::own);
        var random = pairs(outcomes, PeerOutcome::random);
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(new WindowLosses(
                        median(own, LossPair::before),
                        median(own, LossPair::after),
                        median(random, LossPair::before),
                        median(random, LossPair::after),
                        own.size()));
    }

    private static List<LossPair> pairs(List<PeerOutcome> outcomes, Function<PeerOutcome, @Nullable LossPair> pair) {
        return outcomes.stream()
                .flatMap(outcome -> Stream.ofNullable(pair.apply(outcome)))
                .toList();
    }

    /** The lower one of two. */
    private static double median(List<LossPair> pairs, ToDoubleFunction<LossPair> loss) {
        return pairs.stream()
                .mapToDouble(loss)
                .sorted()
                .skip((pairs.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}

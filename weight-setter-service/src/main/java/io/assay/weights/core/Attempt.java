package io.assay.weights.core;

import io.assay.protocol.event.WeightsPlanned;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An extrinsic that may bring a verdict's weights to the chain.
 *
 * @param event that planned it; absent when the record no longer holds it
 */
public record Attempt(String extrinsicHash, @Nullable WeightsPlanned event, Progress progress) {
    Attempt with(Progress next) {
        return isLive() ? new Attempt(extrinsicHash, event, next) : this;
    }

    boolean isLive() {
        return !(progress instanceof Progress.Expired);
    }

    boolean isReveal() {
        return plan().filter(Plan::isReveal).isPresent();
    }

    /** The plan; empty when it cannot be acted upon. */
    public Optional<Plan> plan() {
        return Plan.of(event);
    }
}

package io.assay.weights.core;

import io.assay.protocol.event.PlannedExtrinsic;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCall.BatchSetWeights;
import io.assay.protocol.event.WeightsPlanned;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recorded plan with all that is needed to send it, and to ask the chain about it.
 *
 * @param event as recorded
 * @param extrinsic the event's own
 */
public record Plan(WeightsPlanned event, PlannedExtrinsic extrinsic) {
    /** Empty for a record that is older than the extrinsic in it. */
    static Optional<Plan> of(@Nullable WeightsPlanned event) {
        var extrinsic = event == null ? null : event.extrinsic();
        return event == null || extrinsic == null ? Optional.empty() : Optional.of(new Plan(event, extrinsic));
    }

    /** On which subnet the weights are set. */
    public int netuid() {
        return event.netuid();
    }

    /** Whose weights they are. */
    public long window() {
        return event.window();
    }

    /** The plans that this extrinsic is part of: one for each of its subnets, its own among them. */
    public List<Plan> together() {
        return call() instanceof BatchSetWeights batch
                ? batch.items().stream()
                        .flatMap(item -> event.of(item.netuid()).stream())
                        .map(each -> new Plan(each, extrinsic))
                        .toList()
                : List.of(this);
    }

    /** Whether the weights of other subnets are in the same extrinsic. */
    boolean isOfBatch() {
        return call() instanceof BatchSetWeights;
    }

    /** What the chain is asked to do. */
    public WeightsCall call() {
        return extrinsic.call();
    }

    boolean isReveal() {
        return call() instanceof WeightsCall.RevealWeights;
    }

    boolean isSignedBy(String hotkey) {
        return event.validatorHotkey().equals(hotkey);
    }
}

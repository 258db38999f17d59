package io.assay.weights.core;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the record says of one verdict's weights.
 *
 * @param plans in the order recorded; any of them may have reached the chain. None when nothing was to be sent, or when
 *     the topic's compaction has removed them
 * @param attempts times that the node is known to have taken one of them
 */
public record Submission(int netuid, long window, List<WeightsPlanned> plans, int attempts, Phase phase) {
    public Submission {
        plans = List.copyOf(plans);
    }

    static Submission begin(Event event) {
        return new Submission(event.netuid(), event.window(), List.of(), 0, new Phase.Planned());
    }

    /** The plan that counts now. */
    public Optional<WeightsPlanned> plan() {
        return plans.isEmpty() ? Optional.empty() : Optional.of(plans.getLast());
    }

    /** Every extrinsic of this window that the chain may know, the plan that counts last. */
    public List<String> extrinsicHashes() {
        var submitted = phase instanceof Phase.Submitted s ? Stream.of(s.extrinsicHash()) : Stream.<String>empty();
        var planned = plans.stream().map(WeightsPlanned::extrinsicHash);
        return plans.isEmpty() ? submitted.toList() : planned.toList();
    }

    Submission apply(Event event) {
        if (phase.isOver()) {
            return this;
        }
        return switch (event) {
            case WeightsPlanned planned -> planned(planned);
            case WeightsSubmitted s ->
                new Submission(
                        netuid,
                        window,
                        plans,
                        Math.max(attempts, s.attempt()),
                        new Phase.Submitted(s.extrinsicHash(), s.attempt()));
            case WeightsFinalized f -> over(new Phase.Finalized(f.extrinsicHash(), f.block()));
            case WeightsFailed f -> over(new Phase.Failed(f.extrinsicHash(), f.error(), f.detail()));
            default -> this;
        };
    }

    private Submission planned(WeightsPlanned planned) {
        if (extrinsicHashes().contains(planned.extrinsicHash())) {
            return this;
        }
        var more = new ArrayList<>(plans);
        more.add(planned);
        return new Submission(netuid, window, more, attempts, new Phase.Planned());
    }

    private Submission over(Phase outcome) {
        return new Submission(netuid, window, plans, attempts, outcome);
    }
}

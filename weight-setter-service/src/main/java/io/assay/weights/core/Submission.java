package io.assay.weights.core;

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

    static Submission begin(int netuid, long window) {
        return new Submission(netuid, window, List.of(), 0, new Phase.Planned());
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

    Submission planned(WeightsPlanned planned) {
        var hash = planned.extrinsicHash();
        if (phase.isOver()
                || plan().filter(last -> last.extrinsicHash().equals(hash)).isPresent()) {
            return this;
        }
        var more = new ArrayList<>(plans);
        more.removeIf(earlier -> earlier.extrinsicHash().equals(hash));
        more.add(planned);
        return new Submission(netuid, window, more, attempts, new Phase.Planned());
    }

    Submission submitted(WeightsSubmitted taken) {
        var most = Math.max(attempts, taken.attempt());
        return phase.isOver()
                ? this
                : new Submission(
                        netuid, window, plans, most, new Phase.Submitted(taken.extrinsicHash(), taken.attempt()));
    }

    /** The first outcome counts. */
    Submission over(Phase outcome) {
        return phase.isOver() ? this : new Submission(netuid, window, plans, attempts, outcome);
    }
}

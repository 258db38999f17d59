package io.assay.chain.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * What a block does before its extrinsics (subtensor, {@code block_step}): the beacon's pulses are stored, commits that
 * have come to their epoch are revealed, epochs that are due run.
 */
record BlockStep(ChainState state, List<ChainEvent> events) {
    static BlockStep of(ChainState before, Draft draft) {
        var begun = before.at(draft.number(), draft.timestamp());
        return pulses(begun, draft.pulses()).revealed().epochs();
    }

    private static BlockStep pulses(ChainState state, List<Pulse> pulses) {
        if (pulses.isEmpty()) {
            return new BlockStep(state, List.of());
        }
        var stored = state.withDrand(state.drand().with(pulses, state.awaitedRounds()));
        var rounds = pulses.stream().map(Pulse::round).toList();
        return new BlockStep(stored, List.of(Events.newPulse(rounds)));
    }

    private BlockStep revealed() {
        var step = this;
        for (var subnet : state.subnets().values()) {
            if (Reveal.isDue(subnet, state.number())) {
                step = step.then(Reveal.of(subnet, state));
            }
        }
        return step;
    }

    private BlockStep epochs() {
        var step = this;
        for (var subnet : state.subnets().values()) {
            if (subnet.isEpochDue(state.number())) {
                step = step.then(Epoch.close(subnet, state.stakesRao(), state.number()));
            }
        }
        return step;
    }

    private BlockStep then(Subnet next) {
        var all = new ArrayList<>(events);
        all.addAll(next.events);
        return new BlockStep(state.with(next.subnet), all);
    }

    /** A subnet after one of the steps. */
    record Subnet(SubnetState subnet, List<ChainEvent> events) {}
}

package io.assay.chain.embedded;

import io.assay.chain.ExtrinsicStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The extrinsics of one block, one after the other; used once. */
final class Execution {
    private final List<ChainEvent> events;
    private final List<CheckedExtrinsic> included = new ArrayList<>();
    private final Map<String, ExtrinsicStatus> outcomes = new LinkedHashMap<>();
    private ChainState state;

    Execution(BlockStep begun) {
        this.state = begun.state();
        this.events = new ArrayList<>(begun.events());
    }

    /** Executes an extrinsic, unless what came before it in the block has made it invalid: then it is left out. */
    void offer(CheckedExtrinsic extrinsic) {
        var isNext = extrinsic.nonce() == state.nonce(extrinsic.signer());
        if (isNext
                && Guard.atTheGate(state, extrinsic.signer(), extrinsic.call()).isEmpty()) {
            execute(extrinsic);
        }
    }

    private void execute(CheckedExtrinsic extrinsic) {
        var index = included.size();
        included.add(extrinsic);
        state = state.withNonce(extrinsic.signer(), extrinsic.nonce() + 1);
        switch (Rules.decide(state, extrinsic.signer(), extrinsic.call())) {
            case Decision.Allowed(var changes, var raised) -> {
                state = state.with(changes);
                raised.forEach(event -> events.add(event.of(index)));
                events.add(Events.extrinsicSuccess().of(index));
                outcomes.put(extrinsic.hash(), new ExtrinsicStatus.Succeeded(state.number()));
            }
            case Decision.Refused(var error) -> {
                events.add(Events.extrinsicFailed(error).of(index));
                outcomes.put(extrinsic.hash(), new ExtrinsicStatus.Failed(state.number(), error.name()));
            }
        }
    }

    ChainState.Applied result() {
        return new ChainState.Applied(state, List.copyOf(included), outcomes, List.copyOf(events));
    }
}

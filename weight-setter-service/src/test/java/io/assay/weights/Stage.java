package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.ChainException;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.WeightSetter.Step;
import io.assay.weights.chain.ChainDesk;
import io.assay.weights.core.Next;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A weight setter between a scripted chain and a record in memory. */
final class Stage {
    static final Hotkey VALIDATOR = Hotkey.fromUri("//Alice");
    private static final int MINERS = 4;
    private static final int ENOUGH = 100;

    final MemoryJournal journal;
    final ScriptedChain chain;

    Stage() {
        this(new Crash.Points(_ -> false));
    }

    Stage(Crash.Points crashes) {
        journal = new MemoryJournal(crashes);
        chain = new ScriptedChain(VALIDATOR.address(), MINERS, crashes);
    }

    /** One step of a process that has just begun, and that a crash or a lost answer may end. */
    Step step() {
        return step(VALIDATOR);
    }

    Step step(Hotkey hotkey) {
        journal.replay();
        try {
            return new WeightSetter(journal, new ChainDesk(chain, hotkey, Verdicts.NETUID)).step();
        } catch (Crash | ChainException e) {
            return new Step.Waiting("ended: " + e.getMessage());
        }
    }

    /** Steps until it has to wait. */
    String stepUntilWaiting() {
        for (var i = 0; i < ENOUGH; i++) {
            switch (step()) {
                case Step.Taken _ -> {}
                case Step.Idle _ -> {
                    return "idle";
                }
                case Step.Waiting(var reason) -> {
                    return reason;
                }
            }
        }
        throw new AssertionError("it never waits: " + journal.events());
    }

    /** Steps and makes blocks until nothing is left to do. */
    void settle() {
        for (var i = 0; i < ENOUGH; i++) {
            stepUntilWaiting();
            if (journal.ledger().next() instanceof Next.Idle) {
                return;
            }
            chain.produceBlock();
        }
        throw new AssertionError("it never settles: " + journal.events());
    }

    void judge(long window, Map<Integer, Double> shareByMiner) {
        journal.add(Verdicts.verdict(window, shareByMiner));
    }

    /** What the chain accepted is what was planned before, recorded after, and at most once a window. */
    void assertExactlyOnce() {
        var windowByHash = journal.events(WeightsPlanned.class).stream()
                .collect(Collectors.toMap(WeightsPlanned::extrinsicHash, WeightsPlanned::window, (a, _) -> a));
        var accepted = new TreeMap<Long, String>();
        for (var signed : chain.accepted()) {
            var hash = signed.extrinsic().hash();
            assertThat(windowByHash).as("planned before it is sent").containsKey(hash);
            assertThat(accepted.put(windowByHash.get(hash), hash))
                    .as("accepted twice")
                    .isNull();
        }
        var recorded = journal.events(WeightsFinalized.class).stream()
                .collect(Collectors.toMap(WeightsFinalized::window, WeightsFinalized::extrinsicHash));
        assertThat(recorded).isEqualTo(accepted);
        assertThat(journal.ledger().next()).isEqualTo(new Next.Idle());
    }
}

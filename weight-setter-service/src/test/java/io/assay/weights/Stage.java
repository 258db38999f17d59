package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.ChainException;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.PlannedExtrinsic;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.WeightSetter.Step;
import io.assay.weights.chain.ChainDesk;
import io.assay.weights.chain.Sender;
import io.assay.weights.chain.WeightCalls;
import io.assay.weights.core.Next;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A weight setter between a scripted chain and a record in memory. */
final class Stage {
    static final Hotkey VALIDATOR = Hotkey.fromUri("//Alice");
    private static final int MINERS = 4;
    private static final int ENOUGH = 400;

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
        var calls = new WeightCalls(chain, new SecureRandom());
        var sender = new Sender(chain, hotkey, OptionalLong.empty(), calls);
        try {
            return new WeightSetter(journal, new ChainDesk(chain, hotkey.address(), Verdicts.NETUID), sender).step();
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
            if (isSettled()) {
                return;
            }
            chain.produceBlock();
        }
        throw new AssertionError("it never settles: " + journal.events());
    }

    boolean isSettled() {
        var ledger = journal.ledger();
        return ledger.next() instanceof Next.Idle && ledger.unrevealed().isEmpty();
    }

    void judge(long window, Map<Integer, Double> shareByMiner) {
        journal.add(Verdicts.verdict(window, shareByMiner));
    }

    /** What each recorded plan asks of the chain. */
    List<WeightsCall> plannedCalls() {
        return journal.events(WeightsPlanned.class).stream()
                .flatMap(plan -> Optional.ofNullable(plan.extrinsic()).stream())
                .map(PlannedExtrinsic::call)
                .toList();
    }

    /** What the chain accepted is what was planned before, recorded after, and at most once a window. */
    void assertExactlyOnce() {
        assertThat(isSettled()).isTrue();
        assertThat(accepted(call -> !(call instanceof Call.CommitWeights)))
                .isEqualTo(hashes(WeightsFinalized.class, WeightsFinalized::extrinsicHash));
        assertThat(accepted(Call.CommitWeights.class::isInstance))
                .isEqualTo(hashes(WeightsCommitted.class, WeightsCommitted::extrinsicHash));
    }

    /** The hash of what was accepted by window, of some calls. */
    private Map<Long, String> accepted(Predicate<Call> calls) {
        var windowByHash = journal.events(WeightsPlanned.class).stream()
                .collect(Collectors.toMap(WeightsPlanned::extrinsicHash, WeightsPlanned::window, (a, _) -> a));
        var accepted = new TreeMap<Long, String>();
        for (var each : chain.accepted()) {
            assertThat(windowByHash).as("planned before it is sent").containsKey(each.hash());
            if (calls.test(each.call())) {
                assertThat(accepted.put(windowByHash.get(each.hash()), each.hash()))
                        .as("accepted twice")
                        .isNull();
            }
        }
        return accepted;
    }

    private <E extends Event> Map<Long, String> hashes(Class<E> type, Function<E, String> hash) {
        return journal.events(type).stream().collect(Collectors.toMap(Event::window, hash, (a, _) -> a));
    }
}

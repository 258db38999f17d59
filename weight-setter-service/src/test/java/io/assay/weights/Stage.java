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
import io.assay.weights.ScriptedState.Accepted;
import io.assay.weights.WeightSetter.Step;
import io.assay.weights.chain.ChainDesk;
import io.assay.weights.chain.Sender;
import io.assay.weights.chain.WeightCalls;
import io.assay.weights.core.Journal;
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
        this(crashes, Verdicts.NETUID);
    }

    Stage(Crash.Points crashes, Integer... netuids) {
        journal = new MemoryJournal(crashes, netuids);
        chain = new ScriptedChain(VALIDATOR.address(), MINERS, crashes);
    }

    /** One step of a process that has just begun, and that a crash or a lost answer may end. */
    Step step() {
        return step(VALIDATOR);
    }

    Step step(Hotkey hotkey) {
        journal.replay();
        return step(hotkey, journal);
    }

    /**
     * One step of another instance with the same hotkey.
     *
     * @param netuids that it sets weights on
     * @param late events of the record that it has not read yet
     */
    Step stepOfAnother(List<Integer> netuids, int late) {
        return step(VALIDATOR, journal.seenBy(netuids, late));
    }

    /** One step of an instance that has read the record so far. */
    Step step(Journal record) {
        return step(VALIDATOR, record);
    }

    private Step step(Hotkey hotkey, Journal record) {
        var calls = new WeightCalls(chain, new SecureRandom());
        var sender = new Sender(chain, hotkey, OptionalLong.empty(), calls);
        try {
            return new WeightSetter(record, new ChainDesk(chain, hotkey.address()), sender).step();
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
        return journal.ledgers().all().stream()
                .allMatch(ledger -> ledger.next() instanceof Next.Idle
                        && ledger.unrevealed().isEmpty());
    }

    void judge(long window, Map<Integer, Double> shareByMiner) {
        judge(Verdicts.NETUID, window, shareByMiner);
    }

    void judge(int netuid, long window, Map<Integer, Double> shareByMiner) {
        journal.add(Verdicts.verdict(netuid, window, shareByMiner));
    }

    /** What each recorded plan asks of the chain. */
    List<WeightsCall> plannedCalls() {
        return journal.events(WeightsPlanned.class).stream()
                .flatMap(plan -> Optional.ofNullable(plan.extrinsic()).stream())
                .map(PlannedExtrinsic::call)
                .toList();
    }

    /** What the chain accepted is what was planned before, recorded after, and at most once a verdict. */
    void assertExactlyOnce() {
        assertThat(isSettled()).isTrue();
        assertThat(accepted(call -> !(call instanceof Call.CommitWeights)))
                .isEqualTo(hashes(WeightsFinalized.class, WeightsFinalized::extrinsicHash));
        assertThat(accepted(Call.CommitWeights.class::isInstance))
                .isEqualTo(hashes(WeightsCommitted.class, WeightsCommitted::extrinsicHash));
    }

    /** The hash of what was accepted by verdict, of some calls. */
    private Map<String, String> accepted(Predicate<Call> calls) {
        var accepted = new TreeMap<String, String>();
        for (var each : chain.accepted()) {
            var verdict = verdict(each);
            if (calls.test(each.call())) {
                assertThat(accepted.put(verdict, each.hash()))
                        .as("accepted twice")
                        .isNull();
            }
        }
        return accepted;
    }

    private String verdict(Accepted each) {
        return journal.events(WeightsPlanned.class).stream()
                .filter(plan -> plan.extrinsicHash().equals(each.hash()))
                .flatMap(plan -> plan.of(each.netuid()).stream())
                .findFirst()
                .map(Stage::verdict)
                .orElseThrow(() -> new AssertionError("sent before it was planned: " + each));
    }

    private static String verdict(Event event) {
        return event.netuid() + ":" + event.window();
    }

    private <E extends Event> Map<String, String> hashes(Class<E> type, Function<E, String> hash) {
        return journal.events(type).stream().collect(Collectors.toMap(Stage::verdict, hash, (a, _) -> a));
    }
}

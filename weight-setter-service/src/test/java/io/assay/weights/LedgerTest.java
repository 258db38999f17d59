package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WindowVerdict;
import io.assay.weights.core.Ending;
import io.assay.weights.core.Ledger;
import io.assay.weights.core.Next;
import io.assay.weights.core.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.5);

    @Test
    void isTheSameHoweverTheTopicsAreInterleaved() {
        var stage = new Stage();
        for (var window = 0; window < 12; window++) {
            stage.judge(window, window == 5 ? Map.of() : SHARES);
            stage.settle();
        }
        for (var seed = 0; seed < 50; seed++) {
            assertThat(replay(interleaved(stage.journal.events(), new Random(seed))))
                    .isEqualTo(stage.journal.ledger());
        }
    }

    private static List<Event> interleaved(List<Event> events, Random random) {
        var verdicts = new ArrayList<>(
                events.stream().filter(WindowVerdict.class::isInstance).toList());
        var others = new ArrayList<>(events.stream()
                .filter(event -> !(event instanceof WindowVerdict))
                .toList());
        var mixed = new ArrayList<Event>();
        while (!verdicts.isEmpty() || !others.isEmpty()) {
            var source = others.isEmpty() || (!verdicts.isEmpty() && random.nextBoolean()) ? verdicts : others;
            mixed.add(source.removeFirst());
        }
        return mixed;
    }

    @Test
    void isTheSameWhenEveryEventComesTwice() {
        var stage = new Stage();
        stage.judge(1, SHARES);
        stage.settle();
        stage.judge(3, SHARES);
        stage.step();
        var doubled = stage.journal.events().stream()
                .flatMap(event -> List.of(event, event).stream())
                .toList();
        assertThat(replay(doubled)).isEqualTo(stage.journal.ledger());
    }

    @Test
    void ignoresOtherSubnets() {
        var others = Verdicts.verdict(4, 1, Verdicts.verdict(1, SHARES).weights());
        assertThat(replay(List.of(others))).isEqualTo(MemoryJournal.empty());
    }

    @Test
    void keepsTheFirstOutcome() {
        var failed = new WeightsFailed(Verdicts.NETUID, 1, null, "NoWeights", "Nothing is sent.");
        var late = new WeightsFinalized(Verdicts.NETUID, 1, "0x" + "cd".repeat(32), 9);
        assertThat(replay(List.of(failed, late)).submission(1).map(Submission::ending))
                .contains(new Ending.Failed(null, "NoWeights", "Nothing is sent."));
    }

    @Test
    void forgetsTheOldestSubmissionsButNotThatTheyWereSettled() {
        var events = new ArrayList<Event>();
        for (var window = 1; window < 2100; window += 2) {
            events.add(Verdicts.verdict(window, Map.of()));
            events.add(new WeightsFailed(Verdicts.NETUID, window, null, "NoWeights", "Nothing is sent."));
        }
        var ledger = replay(events);
        assertThat(ledger.submissions()).hasSize(1000).doesNotContainKey(1L).containsKey(2099L);
        assertThat(ledger.next()).isEqualTo(new Next.Idle());
    }

    @Test
    void countsWindowsSinceTheLastAcceptedWeights() {
        var verdicts = List.<Event>of(Verdicts.verdict(10, SHARES), Verdicts.verdict(14, SHARES));
        assertThat(MemoryJournal.empty().windowsSinceAccepted()).isZero();
        assertThat(replay(verdicts).windowsSinceAccepted()).isEqualTo(5);
        var accepted = new WeightsFinalized(Verdicts.NETUID, 11, "0x" + "cd".repeat(32), 9);
        assertThat(replay(verdicts).apply(accepted).windowsSinceAccepted()).isEqualTo(3);
    }

    @Test
    void isOverdueAfterMoreThanTwoDueWindows() {
        var accepted = new WeightsFinalized(Verdicts.NETUID, 11, "0x" + "cd".repeat(32), 9);
        var ledger = replay(List.of(Verdicts.verdict(11, SHARES), accepted));
        assertThat(ledger.apply(Verdicts.verdict(15, SHARES)).isOverdue()).isFalse();
        assertThat(ledger.apply(Verdicts.verdict(16, SHARES)).isOverdue()).isTrue();
        var committed = new WeightsCommitted(Verdicts.NETUID, 15, "0x" + "ce".repeat(32), 19);
        assertThat(ledger.apply(Verdicts.verdict(16, SHARES)).apply(committed).isOverdue())
                .isFalse();
    }

    private static Ledger replay(List<Event> events) {
        var ledger = MemoryJournal.empty();
        for (var event : events) {
            ledger = ledger.apply(event);
        }
        return ledger;
    }
}

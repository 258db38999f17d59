package io.assay.rating.core;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.failed;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.core.Step.Abandoned;
import io.assay.rating.core.Step.Accepted;
import io.assay.rating.core.Step.Cause;
import io.assay.rating.core.Step.Ignored;
import io.assay.rating.core.Step.Reason;
import io.assay.rating.core.Step.Refused;
import io.assay.rating.core.Step.Settled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private final Settlement settlement = new Settlement(Windows.HPARAMS);
    private final SettleState state = new SettleState(SettleState.Head.FIRST);

    /** Takes records in and returns all that was decided. */
    private List<Step> take(Event... events) {
        var steps = new ArrayList<Step>();
        for (var event : events) {
            apply(settlement.receive(state, event), steps);
            for (Optional<Step> step = settlement.next(state); step.isPresent(); step = settlement.next(state)) {
                apply(step.get(), steps);
            }
        }
        return steps;
    }

    private void apply(Step step, List<Step> steps) {
        state.apply(step);
        steps.add(step);
    }

    private static List<WindowVerdict> verdicts(List<Step> steps) {
        return steps.stream()
                .filter(Settled.class::isInstance)
                .map(step -> ((Settled) step).verdict())
                .toList();
    }

    private static List<Long> settledWindows(List<Step> steps) {
        return verdicts(steps).stream().map(WindowVerdict::window).toList();
    }

    @Test
    void settlesWhenEveryDrawnPeerThatArrivedHasAnOutcome() {
        assertThat(settledWindows(take(
                        opened(1, uids(3)),
                        closedWith(
                                1, List.of(Windows.arrived(1), Windows.arrived(2), PeerArrival.missing(3, hotkey(3)))),
                        delta(1, 1, 0.02))))
                .isEmpty();
        var steps = take(failed(1, 2, EvaluationFailure.DEVICE_FAULT));
        assertThat(settledWindows(steps)).containsExactly(1L);
        assertThat(((Settled) steps.getLast()).cause()).isEqualTo(Cause.ALL_OUTCOMES);
    }

    @Test
    void doesNotSettleBeforeTheWindowIsClosed() {
        assertThat(settledWindows(take(opened(1, uids(1)), delta(1, 1, 0.02)))).isEmpty();
        assertThat(settledWindows(take(closed(1, uids(1))))).containsExactly(1L);
    }

    @Test
    void settlesWithWhatThereIsWhenALaterWindowCloses() {
        take(opened(1, uids(2)), closed(1, uids(2)), delta(1, 1, 0.02), opened(2, uids(2)), closed(2, uids(2)));
        take(opened(3, uids(2)));
        assertThat(state.head().window()).isEqualTo(-1);
        var steps = take(closed(3, uids(2)));
        assertThat(settledWindows(steps)).containsExactly(1L);
        assertThat(((Settled) steps.getLast()).cause()).isEqualTo(Cause.LAG);
        assertThat(verdicts(steps).getFirst().inputs().evaluations())
                .extracting(PeerEvaluation::hotkey)
                .containsExactly(hotkey(1));
    }

    @Test
    void windowsSettleStrictlyInOrder() {
        take(opened(1, uids(1)), closed(1, uids(1)), opened(2, uids(1)), closed(2, uids(1)));
        assertThat(settledWindows(take(delta(2, 1, 0.02)))).isEmpty();
        assertThat(settledWindows(take(delta(1, 1, 0.02)))).containsExactly(1L, 2L);
    }

    @Test
    void windowsThatWereNeverOpenedDoNotBlock() {
        var steps = take(
                opened(1, uids(1)),
                closed(1, uids(1)),
                delta(1, 1, 0.02),
                opened(50, uids(1)),
                closed(50, uids(1)),
                delta(50, 1, 0.02));
        assertThat(settledWindows(steps)).containsExactly(1L, 50L);
        assertThat(verdicts(steps).getLast().previousVerdictHash())
                .isEqualTo(verdicts(steps).getFirst().verdictHash());
    }

    @Test
    void aWindowThatWasNeverClosedIsAbandonedWhenOvertaken() {
        take(opened(1, uids(1)), opened(2, uids(1)), closed(2, uids(1)), delta(2, 1, 0.02));
        assertThat(state.head().window()).isEqualTo(-1);
        var steps = take(opened(3, uids(1)), closed(3, uids(1)));
        assertThat(steps).contains(new Abandoned(1));
        assertThat(settledWindows(steps)).containsExactly(2L);
        assertThat(take(closed(1, uids(1)))).containsExactly(new Ignored(Reason.LATE));
    }

    @Test
    void theFirstOfTwoRecordsCounts() {
        take(opened(1, uids(2)), closed(1, uids(2)), delta(1, 1, 0.02));
        assertThat(take(delta(1, 1, 0.09))).containsExactly(new Ignored(Reason.DUPLICATE));
        assertThat(take(failed(1, 1, EvaluationFailure.LOSS_NOT_FINITE)))
                .containsExactly(new Ignored(Reason.DUPLICATE));
        assertThat(take(opened(1, uids(1)), closed(1, uids(1))))
                .containsExactly(new Ignored(Reason.DUPLICATE), new Ignored(Reason.DUPLICATE));
        var verdict = verdicts(take(delta(1, 2, 0.01))).getFirst();
        assertThat(Windows.standing(verdict, 1).gradientScore()).isNotNull().isLessThan(0.03);
    }

    @Test
    void recordsOfASettledWindowAreLate() {
        take(opened(1, uids(1)), closed(1, uids(1)), delta(1, 1, 0.02));
        assertThat(take(opened(1, uids(1)), closed(1, uids(1)), delta(1, 1, 0.02)))
                .hasSize(3)
                .containsOnly(new Ignored(Reason.LATE));
    }

    @Test
    void otherSubnetsUnknownWindowsAndStrangersAreIgnored() {
        assertThat(take(new WeightsSubmitted(4, 1, "0xab", 1))).containsExactly(new Ignored(Reason.OTHER_SUBNET));
        assertThat(take(closed(1, uids(1)))).containsExactly(new Ignored(Reason.UNKNOWN_WINDOW));
        take(opened(1, uids(2), List.of(1), uids(2)));
        assertThat(take(delta(1, 2, 0.02))).containsExactly(new Ignored(Reason.NOT_DRAWN));
        assertThatThrownBy(() -> take(new WeightsSubmitted(3, 1, "0xab", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosingBlockBeforeTheCloseChangesNothing() {
        var closing = new WindowClosing(3, 1, 0, 14, "0xfeed", Instant.EPOCH);
        assertThat(take(opened(1, uids(1)), closing, closed(1, uids(1))).get(1))
                .isEqualTo(new Ignored(Reason.NO_INPUT));
        assertThat(settledWindows(take(delta(1, 1, 0.02)))).containsExactly(1L);
    }

    @Test
    void anEvaluationOfAnotherGradientIsIgnored() {
        take(opened(1, uids(1)), closed(1, uids(1)));
        assertThat(take(ofAnotherGradient())).containsExactly(new Ignored(Reason.OTHER_GRADIENT));
        assertThat(settledWindows(take(delta(1, 1, 0.02)))).containsExactly(1L);
    }

    @Test
    void anEvaluationOfAnotherGradientIsLetGoWhenTheWindowCloses() {
        take(opened(1, uids(1)), ofAnotherGradient());
        assertThat(settledWindows(take(closed(1, uids(1))))).isEmpty();
        assertThat(take(delta(1, 1, 0.02)).getFirst()).isInstanceOf(Accepted.class);
    }

    private static LossDelta ofAnotherGradient() {
        var other = delta(1, 2, 0.02);
        return new LossDelta(
                3, 1, 1, hotkey(1), other.own(), other.random(), 0.0, other.gradientSha256(), "worker-1", 20);
    }

    @Test
    void evaluationsMayComeBeforeTheirWindow() {
        var steps = take(delta(1, 1, 0.02), delta(1, 1, 0.03), opened(1, uids(1)), closed(1, uids(1)));
        assertThat(steps.get(1)).isEqualTo(new Ignored(Reason.DUPLICATE));
        assertThat(settledWindows(steps)).containsExactly(1L);
    }

    @Test
    void onlySoManyEvaluationsAreKeptOfWindowsThatAreNotOpen() {
        var early = Stream.iterate(1L, window -> window + 1)
                .limit(4096)
                .map(window -> delta(window, 1, 0.02))
                .toArray(Event[]::new);
        assertThat(take(early)).hasOnlyElementsOfType(Accepted.class);
        assertThat(take(delta(5000, 1, 0.02))).containsExactly(new Ignored(Reason.TOO_EARLY));
    }

    @Test
    void anEmptyWindowSettlesAtOnce() {
        assertThat(settledWindows(take(opened(1, List.of()), closed(1, List.of()))))
                .containsExactly(1L);
    }

    @Test
    void theOrderOfEvaluationsChangesNoVerdict() {
        var reference = verdicts(take(story(new Random(1))));
        for (var seed = 2; seed < 8; seed++) {
            var other = new SettlementTest();
            assertThat(verdicts(other.take(story(new Random(seed))))).isEqualTo(reference);
        }
    }

    private static Event[] story(Random random) {
        var events = new ArrayList<Event>();
        for (var window = 1L; window <= 5; window++) {
            var at = window;
            events.add(opened(window, uids(6)));
            var evaluations = new ArrayList<>(uids(6).stream()
                    .map(uid -> delta(at, uid, 0.01 * ((uid * at) % 7)))
                    .toList());
            Collections.shuffle(evaluations, random);
            var early = random.nextInt(6);
            events.addAll(evaluations.subList(0, early));
            events.add(closed(window, uids(6)));
            events.addAll(evaluations.subList(early, 6));
        }
        return events.toArray(Event[]::new);
    }

    @Test
    void aRecordThatContradictsItselfIsRefusedAndChangesNothing() {
        take(opened(1, uids(2)));
        var twice = closedWith(1, List.of(Windows.arrived(1), Windows.arrived(1)));
        assertThat(take(twice))
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo("arrivals has " + hotkey(1) + " twice, allowed: once"));
        assertThat(settledWindows(take(closed(1, uids(2)), delta(1, 1, 0.02), delta(1, 2, 0.01))))
                .containsExactly(1L);
    }

    @Test
    void whatWouldBeIgnoredIsNotLookedAtAnyCloser() {
        take(opened(1, uids(1)), closed(1, uids(1)), delta(1, 1, 0.02));
        assertThat(take(opened(1, List.of(1, 1), List.of(2), List.of()))).containsExactly(new Ignored(Reason.LATE));
    }

    @Test
    void aWindowThatCannotSettleIsAbandonedWithTheFault() {
        var beyond = new Standing(1, hotkey(1), 1e200, 5, 0.01, 0.01, 1, 0.5, 0.8, 10, 9, true, null, 0.5);
        var before = new WindowTransition.Before(List.of(beyond), null, null);
        var broken = new SettleState(new SettleState.Head(0, before));
        for (var event : List.of(opened(1, uids(1)), closed(1, uids(1)), delta(1, 1, 0.02))) {
            broken.apply(settlement.receive(broken, event));
        }
        var step = settlement.next(broken).orElseThrow();
        assertThat(step).isInstanceOfSatisfying(Abandoned.class, abandoned -> {
            assertThat(abandoned.why()).isEqualTo(Step.Why.CANNOT_SETTLE);
            assertThat(abandoned.fault()).hasMessageContaining("mu is 1.0E200");
        });
        broken.apply(step);
        assertThat(broken.head()).isEqualTo(new SettleState.Head(1, before));
    }

    @Test
    void replayingTheStepsBringsTheStateBack() {
        var copy = new SettleState(SettleState.Head.FIRST);
        var steps = take(story(new Random(1)));
        steps.forEach(copy::apply);
        assertThat(copy.head()).isEqualTo(state.head());
        assertThat(copy.openWindows()).isZero();
    }
}

package io.assay.rating.core;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.failed;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.sha;
import static io.assay.rating.core.Windows.uids;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Upload;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowOpened;
import io.assay.rating.core.Step.Cause;
import io.assay.rating.core.Step.Reason;
import io.assay.rating.core.Step.Why;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is fit to be accepted, and what is no business of the settlement at all. */
class SoundnessTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HASH = "0x" + "ab".repeat(32);
    private static final PinnedObject PINNED = new PinnedObject("assay", "pinned/3/" + sha(1), 100, sha(1));
    private static final Upload UPLOAD = new Upload("miner", "gradient-1-1", "\"tag\"", 100, T);

    static Stream<Event> othersBusiness() {
        var verdict = new WindowTransition(Windows.HPARAMS)
                .apply(WindowTransition.Before.FIRST, opened(1, uids(1)), closed(1, uids(1)), List.of());
        return Stream.of(
                new GradientArrived(3, 1, 1, 1, hotkey(1), true, HASH, UPLOAD, PINNED),
                new GradientRejected(3, 1, 1, hotkey(1), RejectReason.WRONG_K, "k is 31", UPLOAD),
                new ModelAdvanced(3, 1, 1, 4e-4, 0.01, List.of(hotkey(1)), PINNED),
                verdict,
                new PeerStanding(3, 1, verdict.standings().getFirst(), verdict.verdictHash()),
                new WeightsPlanned(
                        3, 1, sha(1), hotkey(1), 12, HASH, List.of(new ChainWeight(1, hotkey(1), 65535)), 57, null),
                new WeightsSubmitted(3, 1, HASH, 1),
                new WeightsRefused(3, 1, HASH, "BadProof", "not signed"),
                new WeightsInBlock(3, 1, HASH, 58),
                new WeightsExpired(3, 1, HASH, "Expired"),
                new WeightsCommitted(3, 1, HASH, 58),
                new WeightsFinalized(3, 1, HASH, 58),
                new WeightsFailed(3, 1, HASH, "TooFast", "too soon"));
    }

    @ParameterizedTest
    @MethodSource("othersBusiness")
    void nothingIsSettledByEventsOfOtherTopics(Event event) {
        var state = new SettleState(SettleState.Head.FIRST);
        assertThatThrownBy(() -> new Settlement(Windows.HPARAMS).receive(state, event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(event.type() + " is nothing to settle by");
        assertThatThrownBy(() -> state.apply(new Step.Accepted(event)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(event.type() + " is nothing to settle by");
        assertThat(Soundness.flaw(event)).isNull();
    }

    static Stream<Event> soundEvents() {
        return Stream.of(
                opened(1, uids(3)),
                closed(1, uids(3)),
                delta(1, 1, 0.02),
                failed(1, 1, EvaluationFailure.DEVICE_FAULT));
    }

    @ParameterizedTest
    @MethodSource("soundEvents")
    void findsNothingWrongWithWhatIsSound(Event event) {
        assertThat(Soundness.flaw(event)).isNull();
    }

    @Test
    void namesWhoIsNamedTwice() {
        assertThat(Soundness.flaw(roster(List.of(entry(1, 1), entry(2, 1)))))
                .isEqualTo("roster has " + hotkey(1) + " twice, allowed: once");
        assertThat(Soundness.flaw(roster(List.of(entry(1, 1), entry(1, 2)))))
                .isEqualTo("roster has 1 twice, allowed: once");
        assertThat(Soundness.flaw(opened(1, uids(2), List.of(1, 1), uids(2))))
                .isEqualTo("drawn has " + hotkey(1) + " twice, allowed: once");
        assertThat(Soundness.flaw(opened(1, uids(2), uids(2), List.of(2, 2))))
                .isEqualTo("gather has " + hotkey(2) + " twice, allowed: once");
        assertThat(Soundness.flaw(closedWith(1, List.of(Windows.arrived(1), Windows.arrived(1)))))
                .isEqualTo("arrivals has " + hotkey(1) + " twice, allowed: once");
    }

    private static RosterEntry entry(int uid, int miner) {
        return new RosterEntry(uid, hotkey(miner), true);
    }

    private static WindowOpened roster(List<RosterEntry> roster) {
        return new WindowOpened(3, 1, 1, 7, T, roster, List.of(), List.of(), sha(1));
    }

    @Test
    void namesWhoIsNotInTheRoster() {
        assertThat(Soundness.flaw(opened(1, uids(2), List.of(3), uids(2))))
                .isEqualTo("drawn has " + hotkey(3) + ", allowed: hotkeys of the roster");
        assertThat(Soundness.flaw(opened(1, uids(2), uids(2), List.of(3))))
                .isEqualTo("gather has " + hotkey(3) + ", allowed: hotkeys of the roster");
    }

    @Test
    void namesAnImprovementThatFloat32CannotHold() {
        var usual = new LossPair(2, 1, 10);
        var most = new LossPair(1, Float.MAX_VALUE, 10);
        var more = new LossPair(1, Math.nextUp((double) Float.MAX_VALUE), 10);
        assertThat(Soundness.flaw(losses(usual, most))).isNull();
        assertThat(Soundness.flaw(losses(usual, more))).startsWith("random has the relative improvement -3.4");
        assertThat(Soundness.flaw(losses(more, usual)))
                .startsWith("own has the relative improvement -3.4")
                .endsWith("allowed: what a 32-bit number can hold");
    }

    private static LossDelta losses(LossPair own, LossPair random) {
        return new LossDelta(3, 1, 1, hotkey(1), own, random, null, sha(1), "worker-1", 20);
    }

    @Test
    void namesWhatHasNoCanonicalText() {
        var inexact = new LossPair(2, 1, (1L << 53) + 1);
        assertThat(Soundness.flaw(losses(inexact, inexact)))
                .startsWith("LossDelta cannot be part of a verdict: ")
                .contains("is not exact");
        assertThat(Soundness.flaw(new EvaluationFailed(
                        3, 1, 1, hotkey(1), EvaluationFailure.DEVICE_FAULT, "half \ud83d of a pair", "worker-1")))
                .startsWith("EvaluationFailed cannot be part of a verdict: ")
                .contains("surrogate");
    }

    @Test
    void everyOutcomeHasACodeForMetrics() {
        assertThat(Stream.of(Reason.values()).map(Reason::code))
                .containsExactly(
                        "other_subnet",
                        "duplicate",
                        "no_input",
                        "late",
                        "unknown_window",
                        "not_drawn",
                        "other_gradient",
                        "too_early");
        assertThat(Stream.of(Why.values()).map(Why::code))
                .containsExactly("never_closed", "cannot_settle", "verdict_too_large");
        assertThat(Stream.of(Cause.values()).map(Cause::code)).containsExactly("all_outcomes", "lag");
    }

    @Test
    void countsTheWindowsThatAreOpen() {
        var state = new SettleState(SettleState.Head.FIRST);
        state.apply(new Step.Accepted(opened(4, uids(1))));
        state.apply(new Step.Accepted(opened(5, uids(1))));
        state.apply(new Step.Accepted(delta(9, 1, 0.02)));
        assertThat(state.openWindows()).isEqualTo(2);
        assertThat(requireNonNull(state.oldest()).getKey()).isEqualTo(4);
        assertThat(state.earlyEvaluations()).isEqualTo(1);
    }

    @Test
    void anEvaluationOfAWindowThatIsOpenIsNotEarly() {
        var state = new SettleState(SettleState.Head.FIRST);
        state.apply(new Step.Accepted(delta(3, 1, 0.02)));
        assertThat(state.oldest()).isNull();
        state.apply(new Step.Accepted(opened(4, uids(1))));
        state.apply(new Step.Accepted(delta(4, 1, 0.02)));
        assertThat(state.earlyEvaluations()).isEqualTo(1);
        assertThat(state.openWindows()).isEqualTo(1);
    }
}

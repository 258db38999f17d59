package io.assay.rating.core;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.good;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.standing;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Peers that stay away, come back, leave the subnet or take over a uid. */
class AbsenceTest {
    private static final WindowTransition TRANSITION = new WindowTransition(Windows.HPARAMS);

    private static WindowTransition.Before before(Standing... standings) {
        return new WindowTransition.Before(List.of(standings), null, null);
    }

    private static List<String> rules(WindowVerdict verdict) {
        return verdict.changes().stream().map(StandingChange::rule).toList();
    }

    @Test
    void withUpstreamsBehaviourAResetKeepsRatingAndEvaluatedMark() {
        var upstream = new WindowTransition(Windows.with("{\"parity\": \"templar-0.2.80\"}"));
        var reset = standing(upstream.apply(before(absentSince(3)), opened(40, uids(1)), inactive(40), List.of()), 1);
        assertThat(reset.mu()).isEqualTo(40);
        assertThat(reset.evaluated()).isTrue();
        assertThat(reset.finalScore()).isZero();
    }

    private static Standing absentSince(@Nullable Long window) {
        return new Standing(1, hotkey(1), 40, 5, 0.01, 0.01, 1, 0.5, 0.8, 10, 9, true, window, 0.5);
    }

    private static Standing absentSince(int window) {
        return absentSince((Long) (long) window);
    }

    private static WindowClosed inactive(long window) {
        return closedWith(window, List.of(PeerArrival.inactive(1, hotkey(1))));
    }

    private static WindowVerdict passing(Standing standing, WindowClosed closed, List<Integer> roster) {
        return TRANSITION.apply(
                before(standing), opened(closed.window(), roster, List.of(), List.of()), closed, List.of());
    }

    @Test
    void anAbsentPeerLosesAQuarterEveryWindow() {
        var verdict = passing(absentSince(null), inactive(9), uids(1));
        assertThat(standing(verdict, 1).finalScore()).isEqualTo(7.5);
        assertThat(standing(verdict, 1).finalScoreAverage()).isEqualTo(0.25 * 9 + 0.75 * 7.5);
        assertThat(standing(verdict, 1).inactiveSince()).isEqualTo(9);
        assertThat(rules(verdict)).containsExactly(StandingChange.INACTIVITY_PENALTY);
    }

    @Test
    void aPeerSeenAgainIsForgiven() {
        var verdict = passing(absentSince(3), closed(9, uids(1)), uids(1));
        assertThat(standing(verdict, 1).inactiveSince()).isNull();
        assertThat(standing(verdict, 1).finalScore()).isEqualTo(10);
        assertThat(verdict.changes()).isEmpty();
    }

    @Test
    void anAbsenceOfExactlyTheLimitIsNotReset() {
        assertThat(rules(passing(absentSince(3), inactive(28), uids(1))))
                .containsExactly(StandingChange.INACTIVITY_PENALTY);
    }

    @Test
    void aLongerAbsenceResetsEverythingOnce() {
        var verdict = passing(absentSince(3), inactive(29), uids(1));
        assertThat(standing(verdict, 1))
                .isEqualTo(new Standing(1, hotkey(1), 25, 25.0 / 3, null, 0, null, 0, 0, 0, 0, false, 3L, 0));
        assertThat(rules(verdict)).containsExactly(StandingChange.RESET);
        assertThat(passing(standing(verdict, 1), inactive(30), uids(1)).changes())
                .isEmpty();
    }

    @Test
    void aHotkeyThatLeftKeepsItsStandingUntilTheResetAndIsThenDropped() {
        var leaving = passing(good(1), closed(9, List.of()), List.of());
        assertThat(standing(leaving, 1).inactiveSince()).isEqualTo(9);
        assertThat(leaving.weights()).isEmpty();
        var gone = passing(standing(leaving, 1), closed(35, List.of()), List.of());
        assertThat(gone.standings()).isEmpty();
        assertThat(rules(gone)).containsExactly(StandingChange.RESET);
    }

    @Test
    void aUidThatChangesHandsStartsAfresh() {
        var heir = new Standing(1, hotkey(2), 40, 5, 0.01, 0.01, 1, 0.5, 0.8, 10, 9, true, null, 0.5);
        var verdict = passing(heir, closed(9, uids(1)), uids(1));
        assertThat(standing(verdict, 1).mu()).isEqualTo(25);
        assertThat(standing(verdict, 2).mu()).isEqualTo(40);
        assertThat(verdict.weights()).isEmpty();
    }

    @Test
    void aHotkeyThatMovesKeepsItsStandingUnderTheNewUid() {
        var moved = new Standing(7, hotkey(1), 40, 5, 0.01, 0.01, 1, 0.5, 0.8, 10, 9, true, null, 0.5);
        var verdict = passing(moved, closed(9, uids(1)), uids(1));
        assertThat(standing(verdict, 1).uid()).isEqualTo(1);
        assertThat(verdict.weights()).containsExactly(new WindowVerdict.Weight(1, hotkey(1), 1));
    }
}

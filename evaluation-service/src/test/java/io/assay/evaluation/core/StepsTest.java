package io.assay.evaluation.core;

import static io.assay.evaluation.core.Events.closed;
import static io.assay.evaluation.core.Events.hotkey;
import static io.assay.evaluation.core.Events.opened;
import static io.assay.evaluation.core.Events.pinned;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.RejectReason;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final OptionalLong NONE_HELD = OptionalLong.empty();

    @Test
    void mergesTheGatherSetsArrivalsInTheGatherSetsOrder() {
        var ended = closed(
                110, arrived(1), arrived(2), arrived(3), PeerArrival.missing(4, hotkey(4)), rejected(5), arrived(6));
        assertThat(GatherSet.arrived(opened(110, 3, 1, 4, 5), ended)).containsExactly(arrived(3), arrived(1));
    }

    @Test
    void mergesAPeerOnce() {
        assertThat(GatherSet.arrived(opened(110, 1, 1), closed(110, arrived(1))))
                .containsExactly(arrived(1));
    }

    @Test
    void mergesNothingWithoutAGatherSet() {
        assertThat(GatherSet.arrived(null, closed(110, arrived(1)))).isEmpty();
    }

    @Test
    void takesTheNextStep() {
        assertThat(AdvancePlan.of(OptionalLong.of(109), closed(110))).isEqualTo(new AdvancePlan.Due(List.of()));
    }

    @Test
    void takesNoStepTwice() {
        assertThat(AdvancePlan.of(OptionalLong.of(110), closed(110))).isEqualTo(new AdvancePlan.Done());
        assertThat(AdvancePlan.of(OptionalLong.of(115), closed(110))).isEqualTo(new AdvancePlan.Done());
    }

    @Test
    void fillsWindowsThatNeverClosed() {
        assertThat(AdvancePlan.of(OptionalLong.of(107), closed(110)))
                .isEqualTo(new AdvancePlan.Due(List.of(108L, 109L)));
    }

    @Test
    void beginsAtTheRecordsFirstWindow() {
        assertThat(AdvancePlan.of(OptionalLong.empty(), closed(Events.FIRST)))
                .isEqualTo(new AdvancePlan.Due(List.of()));
        assertThat(AdvancePlan.of(OptionalLong.empty(), closed(Events.FIRST + 1)))
                .isEqualTo(new AdvancePlan.Due(List.of(Events.FIRST)));
    }

    @Test
    void publishesACheckpointEverySoManySteps() {
        var schedule = new CheckpointSchedule(10);
        assertThat(List.of(0L, 1L, 9L, 10L, 11L, 20L).stream().filter(schedule::due))
                .containsExactly(10L, 20L);
    }

    @Test
    void idlesOnlyBehindSettledWindows() {
        assertThat(Catchup.target(110, 105, -1, NONE_HELD)).isEqualTo(110);
        assertThat(Catchup.target(110, 110, -1, NONE_HELD)).isEqualTo(111);
        assertThat(Catchup.target(110, -1, 110, NONE_HELD)).isEqualTo(110);
    }

    @Test
    void goesToTheWindowThatIsClosingUnlessItHoldsAnOlderJob() {
        assertThat(Catchup.target(110, 108, 111, NONE_HELD)).isEqualTo(111);
        assertThat(Catchup.target(110, 108, 112, OptionalLong.of(111))).isEqualTo(111);
        assertThat(Catchup.target(110, 108, 111, OptionalLong.of(110))).isEqualTo(110);
        assertThat(Catchup.target(110, 108, 111, OptionalLong.of(105))).isEqualTo(110);
    }

    @Test
    void triesAJobUpToTheLimit() {
        assertThat(new Delivery(3, 4).last()).isFalse();
        assertThat(new Delivery(4, 4).last()).isTrue();
        assertThat(new Delivery(4, 4).tooOften()).isFalse();
        assertThat(new Delivery(5, 4).tooOften()).isTrue();
    }

    private static PeerArrival arrived(int uid) {
        return PeerArrival.arrived(uid, hotkey(uid), pinned(uid));
    }

    private static PeerArrival rejected(int uid) {
        return PeerArrival.rejected(uid, hotkey(uid), RejectReason.TRUNCATED);
    }
}

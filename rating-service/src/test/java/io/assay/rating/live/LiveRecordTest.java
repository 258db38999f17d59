package io.assay.rating.live;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.failed;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.sha;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.rating.live.Submission.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRecordTest {
    private final LiveRecord live = new LiveRecord(List.of(3));

    private void tell(Event... events) {
        for (var event : events) {
            assertThat(live.apply(event)).isTrue();
        }
        live.publish();
    }

    private static GradientRejected refused(long window, int uid) {
        return new GradientRejected(
                3, window, uid, hotkey(uid), RejectReason.TOO_LATE, "uid " + uid + " was late", null);
    }

    private static WeightsPlanned planned(long window, String extrinsic) {
        var weights = List.of(new ChainWeight(1, hotkey(1), 65_535), new ChainWeight(2, hotkey(2), 9));
        return new WeightsPlanned(3, window, sha(1), hotkey(9), 4, extrinsic, weights, 70, null);
    }

    @Test
    void countsEachPeerOnceInWhateverOrderItsEventsCome() {
        tell(delta(7, 1, 0.1), refused(7, 3), refused(7, 3), delta(7, 1, 0.1));
        tell(failed(7, 2, EvaluationFailure.DEVICE_FAULT), opened(7, uids(4)), closed(7, uids(4)));
        assertThat(live.progress(3)).singleElement().satisfies(window -> {
            assertThat(window.window()).isEqualTo(7);
            assertThat(window.openedAtBlock()).isEqualTo(49);
            assertThat(window.roster()).isEqualTo(4);
            assertThat(window.drawn()).isEqualTo(4);
            assertThat(window.rejected()).isEqualTo(1);
            assertThat(window.evaluated()).isEqualTo(1);
            assertThat(window.failed()).isEqualTo(1);
            assertThat(window.closedAt()).isEqualTo(closed(7, uids(4)).closedAt());
            assertThat(window.refusals()).singleElement().satisfies(refusal -> {
                assertThat(refusal.hotkey()).isEqualTo(hotkey(3));
                assertThat(refusal.detail()).isEqualTo("uid 3 was late");
            });
        });
    }

    @Test
    void keepsTheNewestWindowsWhateverIsToldOfOldOnes() {
        for (var window = 1; window <= LiveSubnet.WINDOWS + 3; window++) {
            tell(opened(window, uids(1)));
        }
        tell(opened(1, uids(1)));
        assertThat(live.progress(3)).extracting(WindowProgress::window).containsExactly(9L, 8L, 7L, 6L, 5L, 4L);
    }

    @Test
    void tellsSomeRefusalsAndCountsThemAll() {
        for (var uid = 1; uid <= WindowProgress.MOST_REFUSALS + 5; uid++) {
            tell(refused(7, uid));
        }
        var window = live.progress(3).getFirst();
        assertThat(window.refusals()).hasSize(WindowProgress.MOST_REFUSALS);
        assertThat(window.rejected()).isEqualTo(WindowProgress.MOST_REFUSALS + 5);
    }

    @Test
    void followsWeightsToTheChain() {
        tell(planned(8, "0xa"));
        assertThat(live.submissions(3)).singleElement().satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(State.PLANNED);
            assertThat(sent.peers()).isEqualTo(2);
            assertThat(sent.verdictHash()).isEqualTo(sha(1));
            assertThat(sent.plannedAtBlock()).isEqualTo(70);
        });
        tell(new WeightsSubmitted(3, 8, "0xa", 1), planned(8, "0xb"), new WeightsSubmitted(3, 8, "0xb", 2));
        assertThat(live.submissions(3).getFirst().state()).isEqualTo(State.SUBMITTED);
        tell(new WeightsFinalized(3, 8, "0xb", 77));
        tell(planned(8, "0xa"), new WeightsFailed(3, 8, "0xb", "Late", "told late"));
        assertThat(live.submissions(3)).singleElement().satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(State.FINALIZED);
            assertThat(sent.extrinsicHash()).isEqualTo("0xb");
            assertThat(sent.attempts()).isEqualTo(2);
            assertThat(sent.block()).isEqualTo(77);
            assertThat(sent.error()).isNull();
        });
    }

    @Test
    void tellsWhyWeightsWereGivenUp() {
        tell(planned(8, "0xa"), new WeightsFailed(3, 8, null, "NotEnoughStake", "the hotkey has 0 τ staked"));
        tell(planned(9, "0xb"));
        assertThat(live.submissions(3)).extracting(Submission::window).containsExactly(9L, 8L);
        var failed = live.submissions(3).getLast();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error()).isEqualTo("NotEnoughStake");
        assertThat(failed.detail()).isEqualTo("the hotkey has 0 τ staked");
    }

    @Test
    void keepsTheNewestSubmissions() {
        for (var window = 1; window <= LiveSubnet.SUBMISSIONS + 1; window++) {
            tell(planned(window, "0x" + window));
        }
        assertThat(live.submissions(3)).hasSize(LiveSubnet.SUBMISSIONS);
        assertThat(live.submissions(3).getLast().window()).isEqualTo(2);
    }

    @Test
    void showsNothingBeforeItIsPublished() {
        live.apply(opened(1, uids(1)));
        assertThat(live.progress(3)).isEmpty();
    }

    @Test
    void knowsNoOtherSubnet() {
        assertThat(live.apply(new WeightsSubmitted(4, 8, "0xa", 1))).isFalse();
        assertThatThrownBy(() -> live.progress(4)).hasMessage("netuid is 4, allowed: one of [3]");
    }
}

package io.assay.evaluation.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.evaluation.core.HeldJobs.Due;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldJobsTest {
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.EPOCH;

    private final HeldJobs held = new HeldJobs(RENEWAL, PATIENCE);
    private Instant now = START;

    @Test
    void renewsWhatIsHeldInEveryPhase() {
        var preparing = held.take(7, now);
        var ready = prepared(7);
        var busy = prepared(6);
        assertThat(held.next(_ -> true)).hasValue(busy);
        assertThat(held.due(busy, now)).isEqualTo(new Due.Nothing(RENEWAL));
        pass(9);
        assertThat(held.due(ready, now)).isEqualTo(new Due.Nothing(Duration.ofSeconds(1)));
        pass(1);
        for (var ticket : new long[] {preparing, ready, busy}) {
            assertThat(held.due(ticket, now)).isEqualTo(new Due.Renewal());
            held.renewed(ticket, now);
            assertThat(held.due(ticket, now)).isEqualTo(new Due.Nothing(RENEWAL));
        }
    }

    @Test
    void measuresTheOldestReachableWindowFirstAndEachOnce() {
        var later = prepared(8);
        var first = prepared(7);
        var second = prepared(7);
        var unprepared = held.take(6, now);
        assertThat(held.next(window -> window < 8)).hasValue(first);
        assertThat(held.next(window -> window < 8)).hasValue(second);
        assertThat(held.next(window -> window < 8)).isEmpty();
        assertThat(held.next(_ -> true)).hasValue(later);
        assertThat(held.next(_ -> true)).isEmpty();
        assertThat(held.oldestWindow()).hasValue(6);
        assertThat(held.preparing()).isEqualTo(1);
        assertThat(held.due(unprepared, now)).isInstanceOf(Due.Nothing.class);
    }

    @Test
    void acknowledgesAsItEndedAndTheFirstWordCounts() {
        var ticket = prepared(7);
        assertThat(held.next(_ -> true)).hasValue(ticket);
        assertThat(held.end(ticket, Ending.REJECT)).isTrue();
        assertThat(held.end(ticket, Ending.ACCEPT)).isFalse();
        assertThat(held.due(ticket, now.plus(RENEWAL))).isEqualTo(new Due.Acknowledgement(Ending.REJECT));
        assertThat(held.oldestWindow()).isEmpty();
        held.free(ticket);
        assertThatThrownBy(() -> held.due(ticket, now)).hasMessageContaining("ticket " + ticket);
    }

    @Test
    void ignoresWhatComesOfARecordWhoseLockWasLost() {
        var lost = held.take(7, now);
        held.free(lost);
        var next = held.take(7, now);
        assertThat(held.ready(lost, now)).isFalse();
        assertThat(held.end(lost, Ending.ACCEPT)).isFalse();
        assertThat(held.next(_ -> true)).isEmpty();
        assertThat(held.due(next, now)).isInstanceOf(Due.Nothing.class);
    }

    @Test
    void releasesWhatWaitsForAStepWhenPatienceIsOver() {
        var ticket = prepared(9);
        pass(59);
        assertThat(held.releaseOverdue(window -> window < 9, now)).isEmpty();
        pass(1);
        assertThat(held.releaseOverdue(_ -> true, now)).isEmpty();
        assertThat(held.releaseOverdue(window -> window < 9, now)).containsExactly(ticket);
        assertThat(held.due(ticket, now)).isEqualTo(new Due.Acknowledgement(Ending.RELEASE));
        assertThat(held.releaseOverdue(window -> window < 9, now)).isEmpty();
    }

    @Test
    void doesNotBeginPatienceAnewForWhatIsPutBack() {
        var ticket = prepared(9);
        pass(40);
        assertThat(held.next(_ -> true)).hasValue(ticket);
        held.putBack(ticket);
        assertThat(held.prepared()).isEqualTo(1);
        pass(20);
        assertThat(held.releaseOverdue(_ -> false, now)).containsExactly(ticket);
    }

    @Test
    void releasesAtOnceWhatIsOnlyPreparedWhenItStops() {
        var preparing = held.take(7, now);
        var busy = prepared(7);
        assertThat(held.next(_ -> true)).hasValue(busy);
        var ready = prepared(7);
        held.stop(now, Duration.ofSeconds(5));
        assertThat(held.due(preparing, now)).isEqualTo(new Due.Acknowledgement(Ending.RELEASE));
        assertThat(held.due(ready, now)).isEqualTo(new Due.Acknowledgement(Ending.RELEASE));
        assertThat(held.due(busy, now)).isEqualTo(new Due.Nothing(Duration.ofSeconds(5)));
        assertThat(held.due(held.take(8, now), now)).isEqualTo(new Due.Acknowledgement(Ending.RELEASE));
        assertThat(held.ready(preparing, now)).isFalse();
    }

    @Test
    void givesWhatIsOnTheDeviceAGraceAndReleasesItThen() {
        var ended = prepared(7);
        assertThat(held.next(_ -> true)).hasValue(ended);
        var busy = prepared(7);
        assertThat(held.next(_ -> true)).hasValue(busy);
        held.stop(now, Duration.ofSeconds(5));
        held.end(ended, Ending.ACCEPT);
        pass(5);
        assertThat(held.due(ended, now)).isEqualTo(new Due.Acknowledgement(Ending.ACCEPT));
        assertThat(held.due(busy, now)).isEqualTo(new Due.Acknowledgement(Ending.RELEASE));
    }

    private long prepared(long window) {
        var ticket = held.take(window, now);
        assertThat(held.ready(ticket, now)).isTrue();
        return ticket;
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }
}

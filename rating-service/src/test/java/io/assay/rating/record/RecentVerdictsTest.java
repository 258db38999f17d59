package io.assay.rating.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.rating.core.Windows;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentVerdictsTest {
    private final RecentVerdicts recent = new RecentVerdicts(List.of(3, 9), 4);
    private final Chain chain = new Chain(3, 2);

    private void settle(long... windows) {
        LongStream.of(windows).forEach(window -> recent.add(chain.settled(window)));
    }

    private List<Long> before(long window, int limit) {
        return recent.before(3, window, limit).stream()
                .map(SettledWindow::window)
                .toList();
    }

    @Test
    void forgetsTheOldestBeyondItsLimit() {
        settle(1, 2, 3, 5, 6, 7);
        assertThat(before(Long.MAX_VALUE, 10)).containsExactly(7L, 6L, 5L, 3L);
        assertThat(recent.oldest(3)).map(SettledWindow::window).hasValue(3L);
        assertThat(recent.newest(3)).map(SettledWindow::window).hasValue(7L);
        assertThat(recent.find(3, 2)).isEmpty();
    }

    @Test
    void findsWhatFollowsAndWhatIsBeforeAWindow() {
        settle(1, 2, 5);
        assertThat(recent.after(3, 2)).map(SettledWindow::window).hasValue(5L);
        assertThat(recent.after(3, 5)).isEmpty();
        assertThat(before(5, 1)).containsExactly(2L);
        assertThat(before(1, 5)).isEmpty();
    }

    @Test
    void keepsSubnetsApartAndPassesOverOthers() {
        settle(1);
        assertThat(recent.add(new Chain(9, 1).settled(4))).isTrue();
        assertThat(recent.add(new Chain(5, 1).settled(4))).isFalse();
        assertThat(recent.newest(3)).map(SettledWindow::window).hasValue(1L);
        assertThat(recent.newest(9)).map(SettledWindow::window).hasValue(4L);
        assertThatThrownBy(() -> recent.newest(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("netuid is 5");
    }

    @Test
    void theSameWindowAgainIsNothingNew() {
        var settled = chain.settled(1);
        assertThat(recent.add(settled)).isTrue();
        assertThat(recent.add(settled)).isFalse();
    }

    @Test
    void keepsStandingsAndChangesOfAPeer() {
        settle(1);
        var settled = recent.newest(3).orElseThrow();
        assertThat(settled.standing(Windows.hotkey(2)))
                .hasValueSatisfying(standing -> assertThat(standing.uid()).isEqualTo(2));
        assertThat(settled.changes(Windows.hotkey(2)))
                .hasSize(1)
                .allSatisfy(change -> assertThat(change.rule()).isEqualTo("rated"));
        assertThat(settled.standing("nobody")).isEmpty();
    }
}

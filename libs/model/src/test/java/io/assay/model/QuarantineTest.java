package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isOverUntilAModelDiffers() {
        assertThat(Quarantine.NONE.over()).isTrue();
        assertThat(Quarantine.NONE.due(NOW)).isTrue();
        assertThat(Quarantine.NONE.lasting()).isFalse();
    }

    @Test
    void letsTheFirstDifferenceBeMendedAtOnce() {
        var first = Quarantine.NONE.differed(NOW);
        assertThat(first.over()).isFalse();
        assertThat(first.lasting()).isFalse();
        assertThat(first.due(NOW)).isTrue();
    }

    @Test
    void waitsLongerAfterEachDifferenceUpToTenMinutes() {
        var waits = new ArrayList<Long>();
        var state = Quarantine.NONE.differed(NOW);
        for (var i = 0; i < 9; i++) {
            state = state.differed(NOW);
            assertThat(state.lasting()).isTrue();
            assertThat(state.due(state.until().minusMillis(1))).isFalse();
            assertThat(state.due(state.until())).isTrue();
            waits.add(Duration.between(NOW, state.until()).toSeconds());
        }
        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L);
    }
}

package io.assay.evaluation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import org.junit.jupiter.api.Test;

class RecentOutcomesTest {
    @Test
    void keepsAsManyAsItsLimit() {
        var recent = new RecentOutcomes(2, 100);
        assertThat(recent.add(outcome(1, 'A'))).isTrue();
        assertThat(recent.add(outcome(1, 'B'))).isTrue();
        assertThat(recent.add(outcome(1, 'B'))).isFalse();
        assertThat(recent.add(outcome(2, 'A'))).isTrue();
        assertThat(recent.all()).containsExactly(outcome(1, 'B'), outcome(2, 'A'));
    }

    @Test
    void keepsWindowsThatAreNotLongPast() {
        var recent = new RecentOutcomes(100, 3);
        for (var window = 1; window <= 50; window++) {
            recent.add(outcome(window, 'A'));
            recent.add(outcome(window, 'B'));
        }
        recent.add(outcome(47, 'C'));
        recent.add(outcome(48, 'C'));
        assertThat(recent.of(47)).containsExactly(outcome(47, 'C'));
        assertThat(recent.all()).hasSize(3 * 2 + 2);
        recent.add(outcome(60, 'A'));
        assertThat(recent.all()).containsExactly(outcome(60, 'A'));
    }

    private static EvaluationFailed outcome(long window, char peer) {
        return new EvaluationFailed(
                1, window, 1, "5" + Character.toString(peer).repeat(47), EvaluationFailure.DEVICE_FAULT, "d", "w");
    }
}

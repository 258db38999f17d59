package io.assay.rating.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void aFinalScoreOfZeroHasNoSign() {
        var worse = new Rating(0, 5);
        assertThat(Double.doubleToRawLongBits(Scores.finalScore(worse, 0, 1))).isZero();
        assertThat(Double.doubleToRawLongBits(Scores.finalScore(worse, 0.5, 0))).isZero();
        assertThat(Double.doubleToRawLongBits(Scores.finalScore(worse, -0.5, 1)))
                .isZero();
    }

    @Test
    void aFinalScoreIsTheProductOfItsFactors() {
        assertThat(Scores.finalScore(new Rating(40, 5), 0.5, 0.25)).isEqualTo(25 * 0.5 * 0.25);
        assertThat(Scores.finalScore(new Rating(10, 5), 0.5, 0.25)).isEqualTo(-5 * 0.5 * 0.25);
    }

    @Test
    void theIndicatorNeedsStrictlyMore() {
        assertThat(Scores.indicator(0.02, 0.01)).isEqualTo(1);
        assertThat(Scores.indicator(0.01, 0.01)).isEqualTo(-1);
        assertThat(Scores.indicator(0.01, 0.02)).isEqualTo(-1);
    }

    @Test
    void aModelFiveStepsBehindOrFartherScoresNothing() {
        assertThat(Scores.sync(0.0)).isEqualTo(1);
        assertThat(Scores.sync(5.0)).isZero();
        assertThat(Scores.sync(1e9)).isZero();
        assertThat(Scores.sync(Double.NaN)).isZero();
        assertThat(Scores.sync(null)).isZero();
    }

    @Test
    void anAverageMovesByItsShare() {
        assertThat(Scores.average(2, 4, 0.25)).isEqualTo(2.5);
    }
}

package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Cases computed by hand from the formulas in {@link Yuma}'s comment. */
class YumaTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Validator 0 gives 3 : 1 to miners 1 and 2; it holds all bonds. */
    @Test
    void oneValidatorDecidesAlone() {
        var yuma =
                new Yuma(new double[] {10, 0, 0}, new double[][] {{0, 3, 1}, {0, 0, 0}, {0, 0, 0}}, new double[3][3]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0.75, 0.25}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0.75, 0.25}, EXACT);
        assertThat(yuma.bonds()[0]).containsExactly(new double[] {0, 1, 1}, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {1, 0, 0}, EXACT);
    }

    /** Stakes 3 : 1 and equal weights: the same incentive as of one, dividends by stake. */
    @Test
    void agreeingValidatorsShareDividendsByStake() {
        var weights = new double[][] {{0, 0, 3, 1}, {0, 0, 3, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};
        var yuma = new Yuma(new double[] {3, 1, 0, 0}, weights, new double[4][4]);

        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 0.75, 0.25}, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {0.75, 0.25, 0, 0}, EXACT);
    }

    /**
     * Stakes 0.8 and 0.2; the majority gives all to miner 2, the minority all to miner 3. C = (1, 0) for the miners:
     * what the minority gives to 3 is clipped to nothing, and it earns no dividends.
     */
    @Test
    void dissentingMinorityIsClipped() {
        var weights = new double[][] {{0, 0, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};
        var yuma = new Yuma(new double[] {8, 2, 0, 0}, weights, new double[4][4]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0, 1, 0}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 1, 0}, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {1, 0, 0, 0}, EXACT);
    }

    /**
     * Stakes 0.6 and 0.4, weights (0.5, 0.5) and (0.9, 0.1). C: miner 2 needs half the stake behind it: 0.9 has 0.4,
     * so 0.5; miner 3: 0.5 has 0.6, so 0.5. Clipped: (0.5, 0.5) and (0.5, 0.1). Incentive ∝ (0.5, 0.34).
     * ΔB: miner 2 (0.6, 0.4), miner 3 (0.3, 0.04) / 0.34. Dividends: I2·0.6 + I3·(0.3/0.34), both over 0.84:
     * (0.3 + 0.3) / 0.84 and (0.2 + 0.04) / 0.84.
     */
    @Test
    void outlierIsClippedToTheMajoritysWeight() {
        var weights = new double[][] {{0, 0, 5, 5}, {0, 0, 9, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};
        var yuma = new Yuma(new double[] {6, 4, 0, 0}, weights, new double[4][4]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0, 0.5, 0.5}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 0.5 / 0.84, 0.34 / 0.84}, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {0.6 / 0.84, 0.24 / 0.84, 0, 0}, EXACT);
    }

    /** Two halves: exactly κ = 0.5 of the stake is behind the larger weight, which therefore counts. */
    @Test
    void halfOfTheStakeIsEnough() {
        var weights = new double[][] {{0, 0, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};
        var yuma = new Yuma(new double[] {1, 1, 0, 0}, weights, new double[4][4]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0, 1, 1}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 0.5, 0.5}, EXACT);
    }

    /** Before, validator 1 held all of miner 2; now validator 0 alone supports it: 0.1 · 1 and 0.9 · 1. */
    @Test
    void bondsMoveByATenth() {
        var before = new double[3][3];
        before[1][2] = 1;
        var weights = new double[][] {{0, 0, 1}, {0, 0, 0}, {0, 0, 0}};
        var yuma = new Yuma(new double[] {1, 0, 0}, weights, before);

        assertThat(yuma.bonds()[0][2]).isEqualTo(0.1, EXACT);
        assertThat(yuma.bonds()[1][2]).isEqualTo(0.9, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {0.1, 0.9, 0}, EXACT);
    }

    @Test
    void withoutStakeNobodyEarns() {
        var yuma = new Yuma(new double[2], new double[][] {{0, 1}, {1, 0}}, new double[2][2]);

        assertThat(yuma.incentive()).containsOnly(0);
        assertThat(yuma.dividends()).containsOnly(0);
    }

    @Test
    void withoutNeuronsThereIsNothing() {
        assertThat(new Yuma(new double[0], new double[0][], new double[0][]).incentive())
                .isEmpty();
    }
}

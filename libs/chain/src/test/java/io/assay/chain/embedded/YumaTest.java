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
        assertThat(yuma.validatorTrust()).containsExactly(new double[] {1, 0, 0}, EXACT);
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
     * what the minority gives to 3 is clipped to nothing, so that its trust is 0 and it earns no dividends.
     */
    @Test
    void dissentingMinorityIsClipped() {
        var weights = new double[][] {{0, 0, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};
        var yuma = new Yuma(new double[] {8, 2, 0, 0}, weights, new double[4][4]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0, 1, 0}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 1, 0}, EXACT);
        assertThat(yuma.validatorTrust()).containsExactly(new double[] {1, 0, 0, 0}, EXACT);
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
        assertThat(yuma.validatorTrust()).containsExactly(new double[] {1, 0.6, 0, 0}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 0.5 / 0.84, 0.34 / 0.84}, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {0.6 / 0.84, 0.24 / 0.84, 0, 0}, EXACT);
    }

    /**
     * Three validators, stakes 0.4, 0.35 and 0.25, miners 3 and 4: (0.8, 0.2), (0.6, 0.4), (0.1, 0.9). C: miner 3: 0.8
     * has 0.4, 0.6 has 0.75; miner 4: 0.9 has 0.25, 0.4 has 0.6. Clipped: (0.6, 0.2), (0.6, 0.4), (0.1, 0.4). Ranks:
     * 0.24 + 0.21 + 0.025 = 0.475 and 0.08 + 0.14 + 0.1 = 0.32, together 0.795. Dividends, over 0.795: 0.24 + 0.08,
     * 0.21 + 0.14, 0.025 + 0.1, because each bond is a share of the rank that it earns from.
     */
    @Test
    void threeValidatorsMeetAtTheWeightsThatHalfOfTheStakeGives() {
        var weights = new double[5][5];
        weights[0] = new double[] {0, 0, 0, 8, 2};
        weights[1] = new double[] {0, 0, 0, 6, 4};
        weights[2] = new double[] {0, 0, 0, 1, 9};
        var yuma = new Yuma(new double[] {40, 35, 25, 0, 0}, weights, new double[5][5]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0, 0, 0.6, 0.4}, EXACT);
        assertThat(yuma.validatorTrust()).containsExactly(new double[] {0.8, 1, 0.5, 0, 0}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 0, 0.475 / 0.795, 0.32 / 0.795}, EXACT);
        assertThat(yuma.dividends())
                .containsExactly(new double[] {0.32 / 0.795, 0.35 / 0.795, 0.125 / 0.795, 0, 0}, EXACT);
    }

    /** The third of three has no stake: what it gives alone counts nothing, and its agreeing earns nothing. */
    @Test
    void validatorWithoutStakeHasNoSay() {
        var weights = new double[5][5];
        weights[0] = new double[] {0, 0, 0, 1, 0};
        weights[1] = new double[] {0, 0, 0, 1, 0};
        weights[2] = new double[] {0, 0, 0, 1, 1};
        var yuma = new Yuma(new double[] {1, 3, 0, 0, 0}, weights, new double[5][5]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0, 0, 1, 0}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 0, 1, 0}, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {0.25, 0.75, 0, 0, 0}, EXACT);
    }

    /** Two halves: κ is a hair below one half, so that the larger weight has enough behind it. */
    @Test
    void halfOfTheStakeIsEnough() {
        var weights = new double[][] {{0, 0, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};
        var yuma = new Yuma(new double[] {1, 1, 0, 0}, weights, new double[4][4]);

        assertThat(yuma.consensus()).containsExactly(new double[] {0, 0, 1, 1}, EXACT);
        assertThat(yuma.incentive()).containsExactly(new double[] {0, 0, 0.5, 0.5}, EXACT);
    }

    /** κ = 32767/65535: that much of the stake is enough, a rao less is not. */
    @Test
    void kappaIsSubtensors() {
        var weights = new double[][] {{0, 0, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};

        assertThat(new Yuma(new double[] {32_767, 32_768, 0, 0}, weights, new double[4][4]).consensus()[2])
                .isEqualTo(1);
        assertThat(new Yuma(new double[] {32_766, 32_769, 0, 0}, weights, new double[4][4]).consensus()[2])
                .isEqualTo(0);
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

    /**
     * Of what was before, a holder of 0.6 has lost its permit: 0.4 are left and count as all there was. ΔB is (1, 0),
     * so that B = (0.1, 0.9), not (0.1, 0.36) / 0.46.
     */
    @Test
    void bondsOfBeforeAreNormalisedBeforeTheyMove() {
        var before = new double[3][3];
        before[1][2] = 0.4;
        var weights = new double[][] {{0, 0, 1}, {0, 0, 0}, {0, 0, 0}};
        var yuma = new Yuma(new double[] {1, 0, 0}, weights, before);

        assertThat(yuma.bonds()[0][2]).isEqualTo(0.1, EXACT);
        assertThat(yuma.bonds()[1][2]).isEqualTo(0.9, EXACT);
    }

    /** Nobody supports miner 2 any more: the bonds to it stay as they were, and bring nothing. */
    @Test
    void bondsWithoutSupportStay() {
        var before = new double[4][4];
        before[0][2] = 0.25;
        before[1][2] = 0.75;
        var weights = new double[][] {{0, 0, 0, 1}, {0, 0, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}};
        var yuma = new Yuma(new double[] {1, 1, 0, 0}, weights, before);

        assertThat(yuma.bonds()[0]).containsExactly(new double[] {0, 0, 0.25, 0.5}, EXACT);
        assertThat(yuma.bonds()[1]).containsExactly(new double[] {0, 0, 0.75, 0.5}, EXACT);
        assertThat(yuma.dividends()).containsExactly(new double[] {0.5, 0.5, 0, 0}, EXACT);
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

package io.assay.protocol.event;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Everything the mechanism remembers about a peer, after a window.
 *
 * @param uid the slot it had in the last roster it was in
 * @param mu Plackett-Luce mean skill
 * @param sigma Plackett-Luce uncertainty, positive
 * @param gradientScore of the last window it was scored in
 * @param gradientScoreAverage moving average with {@code gradient_score_ma_alpha}
 * @param binaryIndicator +1 or −1, of the last window it was scored in
 * @param binaryAverage moving average with {@code binary_score_ma_alpha}, in [−1, 1]
 * @param syncScore in [0, 1], of the last window it was measured in
 * @param finalScore ordinal · max(0, binaryAverage) · syncScore, less penalties
 * @param finalScoreAverage moving average with {@code final_score_ma_alpha}
 * @param evaluated whether it was ever scored; only then can it have a weight
 * @param inactiveSince first window of its present absence
 * @param weight share of this window's weights, in [0, 1]
 */
public record Standing(
        int uid,
        String hotkey,
        double mu,
        double sigma,
        @Nullable Double gradientScore,
        double gradientScoreAverage,
        @Nullable Integer binaryIndicator,
        double binaryAverage,
        double syncScore,
        double finalScore,
        double finalScoreAverage,
        boolean evaluated,
        @Nullable Long inactiveSince,
        double weight) {
    public Standing {
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.finite("mu", mu);
        Checks.within("sigma", sigma, Double.MIN_VALUE, Double.MAX_VALUE);
        if (gradientScore != null) {
            Checks.finite("gradientScore", gradientScore);
        }
        Checks.finite("gradientScoreAverage", gradientScoreAverage);
        if (binaryIndicator != null) {
            Checks.sign("binaryIndicator", binaryIndicator);
        }
        Checks.within("binaryAverage", binaryAverage, -1, 1);
        Checks.within("syncScore", syncScore, 0, 1);
        Checks.finite("finalScore", finalScore);
        Checks.finite("finalScoreAverage", finalScoreAverage);
        if (inactiveSince != null) {
            Checks.notNegative("inactiveSince", inactiveSince);
        }
        Checks.within("weight", weight, 0, 1);
    }

    /** μ − 3σ, the conservative skill. */
    public double ordinal() {
        return mu - 3 * sigma;
    }
}

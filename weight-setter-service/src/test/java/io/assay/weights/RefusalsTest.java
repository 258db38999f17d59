package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.weights.ScriptedChain.Way;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that the pool or a block refuses. */
class RefusalsTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private final Stage stage = new Stage();

    @Test
    void recordsWhatTheChainRefusesInABlock() {
        stage.chain.setFailure("IncorrectWeightVersionKey");
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce("IncorrectWeightVersionKey");
        assertThat(stage.journal.events(WeightsFailed.class).getFirst().detail())
                .isEqualTo("The chain refused the weights in block 101. Update Assay to the version that the subnet's"
                        + " owner demands, or set assay.weights.version-key.");
    }

    @Test
    void plansAnewWhatFailedByTheRateLimitOnlyAndGivesUpAfterTenTimes() {
        stage.chain.setFailure("SettingWeightsTooFast");
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce("SettingWeightsTooFast");
        assertThat(stage.journal.events(WeightsPlanned.class)).hasSize(10);
        assertThat(stage.journal.events(WeightsExpired.class))
                .hasSize(9)
                .extracting(WeightsExpired::reason)
                .containsOnly("SettingWeightsTooFast");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StakeAmountTooLow",
                "HotKeyNotRegisteredInNetwork",
                "CommitNotFound",
                "InputLengthsUnequal",
                "UidNotFound",
                "BadSigner",
                "Payment",
                "Custom(77)"
            })
    void givesUpWhatThePoolRefusesOnceTheChainCannotTakeItAnyMore(String error) {
        stage.chain.pool.setRefusal(error);
        stage.judge(1, SHARES);
        assertThat(stage.stepUntilWaiting()).contains("refused").contains(error);
        assertThat(stage.journal.events(WeightsFailed.class)).isEmpty();
        stage.settle();
        assertFailedOnce(error);
        assertThat(stage.chain.submits()).isEqualTo(1);
        assertThat(stage.journal.events(WeightsRefused.class)).hasSize(1);
        assertThat(stage.journal.events(WeightsFailed.class).getFirst().detail())
                .startsWith("The pool refused the weights: as scripted. ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BadProof", "InvalidRevealRound"})
    void signsAnewOnceWhatThePoolRefusesAsSigned(String error) {
        stage.chain.pool.setRefusal(error);
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce(error);
        assertThat(stage.chain.submits()).isEqualTo(2);
        assertThat(stage.journal.events(WeightsRefused.class)).hasSize(2);
    }

    @Test
    void findsInABlockWhatThePoolRefusedTheSecondTime() {
        stage.judge(1, SHARES);
        stage.chain.setWay(Way.DELAYED);
        stage.stepUntilWaiting();
        stage.chain.setWay(Way.OPEN);
        stage.chain.pool.setRefusal("BadSigner");
        stage.stepUntilWaiting();
        stage.chain.pool.setRefusal(null);
        stage.chain.deliverDelayed();
        stage.settle();
        assertThat(stage.journal.events(WeightsRefused.class)).hasSize(1);
        assertThat(stage.journal.events(WeightsFailed.class)).isEmpty();
        stage.assertExactlyOnce();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ImmediatelyDropped",
                "TemporarilyBanned",
                "PriorityTooLow",
                "ExhaustsResources",
                "Future",
                "RateLimitExceeded"
            })
    void triesAgainWhatThePoolDoesNotTakeNow(String error) {
        stage.chain.pool.setRefusal(error);
        stage.judge(1, SHARES);
        assertThat(stage.stepUntilWaiting()).endsWith(error);
        stage.chain.pool.setRefusal(null);
        stage.settle();
        stage.assertExactlyOnce();
        assertThat(stage.journal.events(WeightsPlanned.class)).hasSize(1);
        assertThat(stage.journal.events(WeightsRefused.class)).isEmpty();
    }

    @Test
    void recordsNoMoreThanItMayOfWhatANodeSays() {
        stage.chain.pool.setRefusal("x".repeat(2000));
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce("x".repeat(100));
    }

    private void assertFailedOnce(String error) {
        assertThat(stage.journal.events(WeightsFailed.class))
                .extracting(WeightsFailed::error)
                .containsExactly(error);
    }
}

package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.weights.ScriptedChain.Way;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightSetterTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private final Stage stage = new Stage();

    @Test
    void recordsThePlanThenSendsThenRecordsTheOutcome() {
        stage.judge(1, SHARES);
        stage.step();
        assertThat(stage.chain.submits()).isZero();
        assertThat(stage.journal.events(WeightsPlanned.class)).hasSize(1);
        stage.settle();
        assertThat(stage.journal.events().stream().skip(1).map(event -> event.type()))
                .containsExactly("WeightsPlanned", "WeightsSubmitted", "WeightsFinalized");
        stage.assertExactlyOnce();
    }

    @Test
    void dropsUidsThatChangedHandsBeforeItQuantises() {
        stage.chain.handOver(1, Verdicts.miner(9));
        stage.judge(1, SHARES);
        stage.settle();
        assertThat(stage.chain.acceptedCall().weights())
                .containsExactly(new WeightTarget(2, 65535), new WeightTarget(3, 43690));
        assertThat(stage.chain.acceptedCall().versionKey()).isEqualTo(5);
    }

    @Test
    void plansAnewWithTheSameNonceWhenAUidChangesHandsBeforeSending() {
        stage.judge(1, SHARES);
        stage.step();
        stage.chain.handOver(2, Verdicts.miner(9));
        stage.settle();
        var plans = stage.journal.events(WeightsPlanned.class);
        assertThat(plans).hasSize(2).extracting(WeightsPlanned::nonce).containsOnly(7L);
        assertThat(stage.chain.acceptedCall().weights())
                .containsExactly(new WeightTarget(1, 65535), new WeightTarget(3, 26214));
        stage.assertExactlyOnce();
    }

    @Test
    void sendsOnlyDueVerdictsAndOfThemTheNewest() {
        stage.judge(1, SHARES);
        stage.judge(3, Map.of(2, 1.0));
        stage.judge(4, Map.of(3, 1.0));
        stage.settle();
        assertThat(stage.journal.events(WeightsPlanned.class))
                .extracting(WeightsPlanned::window)
                .containsExactly(3L);
        assertThat(stage.chain.acceptedCall().weights()).containsExactly(new WeightTarget(2, 65535));
    }

    @Test
    void waitsForTheBlockThatTheRateLimitAllowsAndThenTakesTheNewest() {
        stage.chain.setTerms(ScriptedChain.terms(5, 1, 0xFFFF, 0));
        stage.chain.setLastUpdate(98);
        stage.judge(1, SHARES);
        assertThat(stage.stepUntilWaiting()).startsWith("SettingWeightsTooFast").endsWith("window 1 from block 103");
        stage.judge(3, SHARES);
        stage.chain.produceBlock();
        stage.chain.produceBlock();
        assertThat(stage.stepUntilWaiting()).endsWith("window 3 from block 103");
        assertThat(stage.journal.events(WeightsPlanned.class)).isEmpty();
        stage.settle();
        assertThat(stage.journal.events(WeightsFinalized.class))
                .extracting(WeightsFinalized::window)
                .containsExactly(3L);
        assertThat(stage.journal.events(WeightsFailed.class)).isEmpty();
    }

    @Test
    void recordsAVerdictWithoutWeightsOnceAndSendsNothing() {
        stage.judge(1, Map.of());
        stage.settle();
        stage.settle();
        assertFailedOnce("NoWeights");
        assertThat(stage.chain.submits()).isZero();
    }

    @Test
    void sendsNothingWhenEveryUidChangedHands() {
        stage.chain.handOver(1, Verdicts.miner(9));
        stage.judge(1, Map.of(1, 1.0));
        stage.settle();
        assertFailedOnce("NoWeights");
    }

    @Test
    void givesUpWhenNotRegistered() {
        stage.chain.deregister();
        assertGivesUp("HotKeyNotRegisteredInSubNet");
    }

    @Test
    void givesUpBelowTheStakeThreshold() {
        stage.chain.setTerms(ScriptedChain.terms(0, 1, 0xFFFF, 1001));
        assertGivesUp("NotEnoughStakeToSetWeights");
    }

    @Test
    void givesUpWithoutPermit() {
        stage.chain.setPermit(false);
        assertGivesUp("NeuronNoValidatorPermit");
    }

    @Test
    void givesUpWithTooFewUids() {
        stage.chain.setTerms(ScriptedChain.terms(0, 4, 0xFFFF, 0));
        assertGivesUp("WeightVecLengthIsLow");
    }

    @Test
    void givesUpWithTooLargeAWeight() {
        stage.chain.setTerms(ScriptedChain.terms(0, 1, 0xFFFF / 2 - 1, 0));
        assertGivesUp("MaxWeightExceeded");
    }

    private void assertGivesUp(String error) {
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce(error);
        assertThat(stage.chain.submits()).isZero();
    }

    @Test
    void goesOnWithTheNextDueVerdictAfterAFailure() {
        stage.chain.setPermit(false);
        stage.judge(1, SHARES);
        stage.settle();
        stage.chain.setPermit(true);
        stage.judge(3, SHARES);
        stage.settle();
        assertFailedOnce("NeuronNoValidatorPermit");
        assertThat(stage.journal.events(WeightsFinalized.class)).hasSize(1);
    }

    @Test
    void recordsWhatTheChainRefusesInABlock() {
        stage.chain.setFailure("IncorrectWeightVersionKey");
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce("IncorrectWeightVersionKey");
        assertThat(stage.journal.events(WeightsFailed.class).getFirst().detail())
                .isEqualTo("The chain refused the weights in block 101. "
                        + "Update Assay to the version that the subnet's owner demands.");
    }

    @Test
    void recordsWhatThePoolRefuses() {
        stage.chain.setRefusal("BadProof");
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce("BadProof");
    }

    @Test
    void triesAgainWhenThePoolIsFull() {
        stage.chain.setRefusal("ImmediatelyDropped");
        stage.judge(1, SHARES);
        assertThat(stage.stepUntilWaiting()).endsWith("ImmediatelyDropped");
        stage.chain.setRefusal(null);
        stage.settle();
        stage.assertExactlyOnce();
        assertThat(stage.journal.events(WeightsPlanned.class)).hasSize(1);
    }

    @Test
    void findsWhatThePoolTookAlthoughTheAnswerWasLost() {
        stage.judge(1, SHARES);
        stage.chain.setWay(Way.ANSWER_LOST);
        stage.stepUntilWaiting();
        stage.chain.setWay(Way.OPEN);
        stage.settle();
        assertThat(stage.chain.submits()).isEqualTo(1);
        assertThat(stage.journal.events(WeightsSubmitted.class)).hasSize(1);
        stage.assertExactlyOnce();
    }

    @Test
    void seesWhatArrivesWhileItAsks() {
        for (var questions = 1; questions <= 6; questions++) {
            var late = new Stage();
            late.judge(1, SHARES);
            late.chain.setWay(Way.DELAYED);
            late.stepUntilWaiting();
            late.chain.setWay(Way.OPEN);
            late.chain.deliverDelayedAfter(questions);
            late.settle();
            late.assertExactlyOnce();
            assertThat(late.journal.events(WeightsPlanned.class)).hasSize(1);
        }
    }

    @Test
    void findsAnEarlierPlanThatArrivesAfterALaterOne() {
        stage.judge(1, SHARES);
        stage.chain.setWay(Way.DELAYED);
        stage.stepUntilWaiting();
        stage.chain.handOver(2, Verdicts.miner(9));
        stage.step();
        stage.chain.setWay(Way.OPEN);
        stage.chain.deliverDelayed();
        stage.settle();
        var plans = stage.journal.events(WeightsPlanned.class);
        assertThat(plans).hasSize(2);
        assertThat(stage.journal.events(WeightsFinalized.class))
                .extracting(WeightsFinalized::extrinsicHash)
                .containsExactly(plans.getFirst().extrinsicHash());
        stage.assertExactlyOnce();
    }

    @Test
    void sendsTheSameExtrinsicAgainAfterTheNodeLostItsPool() {
        stage.judge(1, SHARES);
        stage.stepUntilWaiting();
        stage.chain.restart();
        stage.settle();
        assertThat(stage.chain.submits()).isEqualTo(2);
        assertThat(stage.journal.events(WeightsPlanned.class)).hasSize(1);
        assertThat(stage.journal.events(WeightsSubmitted.class))
                .extracting(WeightsSubmitted::attempt)
                .containsExactly(1, 2);
        stage.assertExactlyOnce();
    }

    @Test
    void plansAnewWhenAnotherProgramTookTheNonce() {
        stage.judge(1, SHARES);
        stage.step();
        stage.chain.useNonceOutsideThePool();
        stage.settle();
        assertThat(stage.journal.events(WeightsPlanned.class))
                .extracting(WeightsPlanned::nonce)
                .containsExactly(7L, 8L);
        stage.assertExactlyOnce();
    }

    @Test
    void neverSendsAgainWhatTheChainMayHaveTaken() {
        stage.judge(1, SHARES);
        stage.stepUntilWaiting();
        stage.chain.produceBlock();
        stage.chain.forgetOutcomes();
        stage.settle();
        assertFailedOnce("OutcomeUnknown");
        assertThat(stage.chain.accepted()).hasSize(1);
    }

    @Test
    void leavesThePlanOfAnotherHotkeyAlone() {
        stage.judge(1, SHARES);
        stage.step();
        stage.step(Hotkey.fromUri("//Bob"));
        assertFailedOnce("SignerChanged");
        assertThat(stage.chain.submits()).isZero();
    }

    @Test
    void givesUpASubmissionWhosePlanWasCompactedAway() {
        stage.journal.add(new WeightsSubmitted(Verdicts.NETUID, 1, "0x" + "cd".repeat(32), 1));
        stage.settle();
        assertFailedOnce("PlanLost");
    }

    private void assertFailedOnce(String error) {
        assertThat(stage.journal.events(WeightsFailed.class))
                .extracting(WeightsFailed::error)
                .containsExactly(error);
    }
}

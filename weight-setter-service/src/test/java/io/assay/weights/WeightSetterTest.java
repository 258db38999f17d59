package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.PlannedExtrinsic;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.weights.ScriptedChain.Way;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that are set in the open. */
class WeightSetterTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private final Stage stage = new Stage();

    @Test
    void recordsThePlanThenSendsThenRecordsTheOutcome() {
        stage.chain.setFinalityLag(2);
        stage.judge(1, SHARES);
        stage.step();
        assertThat(stage.chain.submits()).isZero();
        assertThat(stage.journal.events(WeightsPlanned.class)).hasSize(1);
        stage.settle();
        assertThat(stage.journal.events().stream().skip(1).map(event -> event.type()))
                .containsExactly("WeightsPlanned", "WeightsSubmitted", "WeightsInBlock", "WeightsFinalized");
        stage.assertExactlyOnce();
    }

    @Test
    void dropsUidsThatChangedHandsBeforeItQuantises() {
        stage.chain.handOver(1, Verdicts.miner(9));
        stage.judge(1, SHARES);
        stage.settle();
        assertAccepted(new WeightTarget(2, 65535), new WeightTarget(3, 43690));
        assertThat(stage.chain.acceptedCall().versionKey()).isEqualTo(5);
    }

    private void assertAccepted(WeightTarget... targets) {
        var call = stage.chain.acceptedCall();
        assertThat(IntStream.range(0, call.uids().size())
                        .mapToObj(i -> new WeightTarget(
                                call.uids().get(i), call.values().get(i))))
                .containsExactly(targets);
    }

    @Test
    void doesNotSendWhatWasPlannedBeforeAUidChangedHands() {
        stage.judge(1, SHARES);
        stage.step();
        stage.chain.handOver(2, Verdicts.miner(9));
        assertThat(stage.stepUntilWaiting())
                .startsWith("uid 2 has changed hands")
                .endsWith("at block 116");
        stage.settle();
        assertThat(stage.chain.submits()).isEqualTo(1);
        assertThat(stage.journal.events(WeightsExpired.class))
                .extracting(WeightsExpired::reason)
                .containsExactly("Expired");
        assertAccepted(new WeightTarget(1, 65535), new WeightTarget(3, 26214));
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
        assertAccepted(new WeightTarget(2, 65535));
    }

    @Test
    void waitsForTheBlockThatTheRateLimitAllowsAndThenTakesTheNewest() {
        stage.chain.change(rules -> rules.with(ScriptedRules.terms(5, 1, 0xFFFF, 0)));
        stage.chain.setLastUpdate(98);
        stage.judge(1, SHARES);
        assertThat(stage.stepUntilWaiting()).startsWith("SettingWeightsTooFast").endsWith("window 1 from block 103");
        stage.judge(3, SHARES);
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
    void handsAPlanOverAgainThatComesTooFastAndGivesItUpForANewerVerdict() {
        stage.chain.change(rules -> rules.with(ScriptedRules.terms(40, 1, 0xFFFF, 0)));
        stage.judge(1, SHARES);
        stage.step();
        stage.chain.setLastUpdate(101);
        assertThat(stage.stepUntilWaiting()).endsWith("window 1: RateLimitExceeded");
        stage.judge(3, SHARES);
        stage.settle();
        assertFailedOnce("Superseded");
        assertThat(stage.journal.events(WeightsFinalized.class))
                .extracting(WeightsFinalized::window)
                .containsExactly(3L);
        stage.assertExactlyOnce();
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
    void sendsTheSameBytesAgainAfterTheNodeLostItsPool() {
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
    void tellsEachBlockThatHoldsThem() {
        stage.chain.setFinalityLag(4);
        stage.judge(1, SHARES);
        stage.stepUntilWaiting();
        stage.chain.produceBlock();
        stage.stepUntilWaiting();
        stage.chain.fork(true);
        stage.chain.produceEmptyBlock();
        assertThat(stage.stepUntilWaiting()).endsWith("wait for a block");
        stage.settle();
        assertThat(stage.journal.events(WeightsInBlock.class))
                .extracting(WeightsInBlock::block)
                .containsExactly(101L, 102L);
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
        assertThat(stage.journal.events(WeightsExpired.class))
                .extracting(WeightsExpired::reason)
                .containsExactly("Usurped");
        stage.assertExactlyOnce();
    }

    @Test
    void sendsOnlyTheFirstOfThePlansOfTwoInstances() {
        stage.judge(1, SHARES);
        stage.step();
        var first = stage.journal.events(WeightsPlanned.class).getFirst();
        stage.journal.add(planOfAnotherInstance(first, 8));
        stage.settle();
        assertThat(stage.chain.submits()).isEqualTo(1);
        assertThat(stage.journal.events(WeightsFinalized.class))
                .extracting(WeightsFinalized::extrinsicHash)
                .containsExactly(first.extrinsicHash());
        stage.assertExactlyOnce();
    }

    private WeightsPlanned planOfAnotherInstance(WeightsPlanned plan, long nonce) {
        var call = Call.SetWeights.of(Verdicts.NETUID, List.of(new WeightTarget(1, 65535)), 5);
        var signed = stage.chain.sign(call, nonce, Stage.VALIDATOR);
        var id = signed.id();
        return new WeightsPlanned(
                plan.netuid(),
                plan.window(),
                plan.verdictHash(),
                plan.validatorHotkey(),
                nonce,
                id.hash(),
                plan.weights(),
                plan.plannedAtBlock(),
                new PlannedExtrinsic(signed.bytes(), id.birth(), id.death(), new WeightsCall.SetWeights(5)));
    }

    @Test
    void plansAnewAsTheSubnetTakesWeightsNow() {
        stage.judge(1, SHARES);
        stage.step();
        stage.chain.change(rules -> rules.with(ScriptedRules.Form.TIMELOCKED));
        stage.settle();
        assertThat(stage.journal.events(WeightsExpired.class))
                .extracting(WeightsExpired::reason)
                .containsExactly("CommitRevealEnabled");
        assertThat(stage.plannedCalls())
                .extracting(WeightsCall::name)
                .containsExactly("set_weights", "commit_timelocked_weights");
        stage.assertExactlyOnce();
    }

    @Test
    void waitsForANodeThatHasDiscardedTheOutcomeUntilANewerVerdictIsDue() {
        stage.judge(1, SHARES);
        stage.stepUntilWaiting();
        stage.chain.produceBlocks(300);
        stage.chain.prune();
        assertThat(stage.stepUntilWaiting()).startsWith("the node has discarded");
        stage.judge(3, SHARES);
        stage.step();
        assertFailedOnce("OutcomeUnknown");
        assertThat(stage.chain.accepted()).hasSize(1);
    }

    @Test
    void leavesThePlanOfAnotherHotkeyAloneAndFindsItGone() {
        stage.judge(1, SHARES);
        stage.step();
        var bob = Hotkey.fromUri("//Bob");
        assertThat(stage.step(bob)).asString().contains("are signed by another hotkey, " + Stage.VALIDATOR.address());
        stage.chain.produceBlocks(ScriptedChain.ERA);
        stage.step(bob);
        assertFailedOnce("SignerChanged");
        assertThat(stage.chain.submits()).isZero();
    }

    @Test
    void findsThatThePlanOfAnotherHotkeyWasAccepted() {
        stage.judge(1, SHARES);
        stage.stepUntilWaiting();
        stage.chain.produceBlock();
        stage.step(Hotkey.fromUri("//Bob"));
        stage.assertExactlyOnce();
    }

    @Test
    void givesUpASubmissionWhosePlanIsNotOnTheRecord() {
        stage.journal.add(new WeightsSubmitted(Verdicts.NETUID, 1, "0x" + "cd".repeat(32), 1));
        stage.settle();
        assertFailedOnce("PlanLost");
    }

    @Test
    void givesUpAPlanOfBeforeTheExtrinsicWasRecorded() {
        stage.journal.add(new WeightsPlanned(
                Verdicts.NETUID,
                1,
                "ab".repeat(32),
                Stage.VALIDATOR.address(),
                7,
                "0x" + "cd".repeat(32),
                List.of(),
                100,
                null));
        stage.settle();
        assertFailedOnce("PlanLost");
    }

    private void assertFailedOnce(String error) {
        assertThat(stage.journal.events(WeightsFailed.class))
                .extracting(WeightsFailed::error)
                .containsExactly(error);
    }
}

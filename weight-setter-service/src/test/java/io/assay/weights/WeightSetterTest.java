package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.WeightTarget;
import io.assay.protocol.event.PlannedExtrinsic;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.weights.ScriptedChain.Way;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
        stage.chain.slots.handOver(1, Verdicts.miner(9));
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
        stage.chain.slots.handOver(2, Verdicts.miner(9));
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
        stage.chain.slots.handOver(1, Verdicts.miner(9));
        stage.judge(1, Map.of(1, 1.0));
        stage.settle();
        assertFailedOnce("NoWeights");
    }

    @Test
    void goesOnWithTheNextDueVerdictAfterAFailure() {
        stage.chain.slots.setPermit(false);
        stage.judge(1, SHARES);
        stage.settle();
        stage.chain.slots.setPermit(true);
        stage.judge(3, SHARES);
        stage.settle();
        assertFailedOnce("NeuronNoValidatorPermit");
        assertThat(stage.journal.events(WeightsFinalized.class)).hasSize(1);
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

    private void assertFailedOnce(String error) {
        assertThat(stage.journal.events(WeightsFailed.class))
                .extracting(WeightsFailed::error)
                .containsExactly(error);
    }
}

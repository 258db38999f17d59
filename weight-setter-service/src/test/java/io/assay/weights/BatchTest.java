package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.weights.ScriptedRules.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The weights of two subnets of one hotkey. */
class BatchTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private static final int ONE = Verdicts.NETUID;
    private static final int OTHER = Verdicts.OTHER;

    private final Stage stage = new Stage(new Crash.Points(_ -> false), ONE, OTHER);

    @Test
    void goTogetherByOnePlan() {
        judgeBoth(1);
        stage.judge(OTHER, 3, Map.of(2, 1.0));
        stage.settle();
        assertThat(calls()).containsExactly("batch_set_weights");
        var batch = (WeightsCall.BatchSetWeights) stage.plannedCalls().getFirst();
        assertThat(batch.items())
                .extracting(item ->
                        List.of(item.netuid(), item.window(), item.weights().size(), item.versionKey()))
                .containsExactly(List.of(ONE, 1L, 3, 5L), List.of(OTHER, 3L, 1, 5L));
        assertThat(stage.chain.submits()).isEqualTo(1);
        assertThat(stage.chain.accepted()).extracting(each -> each.netuid()).containsExactly(ONE, OTHER);
        assertFinalized("3:1", "4:3");
    }

    @Test
    void goAloneWhenOnlyOneIsDue() {
        stage.judge(OTHER, 1, SHARES);
        stage.settle();
        stage.judge(ONE, 1, SHARES);
        stage.settle();
        assertThat(calls()).containsExactly("set_weights", "set_weights");
        assertFinalized("4:1", "3:1");
    }

    @Test
    void oneThatHasToWaitDoesNotKeepTheOtherBack() {
        stage.chain.change(rules -> rules.with(ScriptedRules.terms(9, 1, 0xFFFF, 0)));
        stage.chain.setLastUpdate(ONE, 99);
        judgeBoth(1);
        stage.settle();
        assertThat(calls()).containsExactly("set_weights", "set_weights");
        assertFinalized("4:1", "3:1");
    }

    @Test
    void oneThatIsCommittedGoesAlone() {
        stage.chain.change(rules -> rules.with(Form.TIMELOCKED));
        judgeBoth(1);
        stage.settle();
        assertThat(calls()).containsExactlyInAnyOrder("commit_timelocked_weights", "set_weights");
        assertFinalized("3:1", "4:1");
    }

    @Test
    void nothingIsSignedWhileAnotherExtrinsicIsUnderWay() {
        stage.judge(ONE, 1, SHARES);
        stage.stepUntilWaiting();
        stage.judge(OTHER, 1, SHARES);
        assertThat(stage.stepUntilWaiting()).isEqualTo("the weights of window 1 wait for a block");
        assertThat(calls()).containsExactly("set_weights");
        stage.settle();
        assertFinalized("3:1", "4:1");
    }

    @Test
    void anItemThatFailsForGoodKeepsNoOtherBack() {
        stage.chain.setItemFailure(ONE, "IncorrectWeightVersionKey");
        judgeBoth(1);
        stage.settle();
        assertThat(calls()).containsExactly("batch_set_weights");
        assertThat(stage.journal.events(WeightsFailed.class))
                .extracting(failed -> failed.netuid() + " " + failed.error())
                .containsExactly("3 IncorrectWeightVersionKey");
        assertFinalized("4:1");
    }

    @Test
    void anItemThatFailsForNowIsSentAgainAlone() {
        judgeBoth(1);
        stage.stepUntilWaiting();
        stage.chain.setItemFailure(OTHER, "SettingWeightsTooFast");
        stage.chain.produceBlock();
        stage.stepUntilWaiting();
        stage.chain.setItemFailure(OTHER, null);
        stage.settle();
        assertThat(calls()).containsExactly("batch_set_weights", "set_weights");
        assertThat(stage.journal.events(WeightsExpired.class))
                .extracting(expired -> expired.netuid() + " " + expired.reason())
                .containsExactly("4 SettingWeightsTooFast");
        assertFinalized("3:1", "4:1");
    }

    @Test
    void itemsFailByTheirOwnErrors() {
        stage.chain.setItemFailure(ONE, "IncorrectWeightVersionKey");
        stage.chain.setItemFailure(OTHER, "NeuronNoValidatorPermit");
        judgeBoth(1);
        stage.settle();
        assertThat(stage.journal.events(WeightsFailed.class))
                .extracting(failed -> failed.netuid() + " " + failed.error())
                .containsExactlyInAnyOrder("3 IncorrectWeightVersionKey", "4 NeuronNoValidatorPermit");
    }

    @Test
    void aBatchThatThePoolRefusesIsSentOneByOne() {
        stage.chain.pool.setRefusal("StakeAmountTooLow");
        judgeBoth(1);
        stage.stepUntilWaiting();
        stage.chain.pool.setRefusal(null);
        stage.chain.produceBlocks(ScriptedChain.ERA);
        stage.settle();
        assertThat(calls()).containsExactly("batch_set_weights", "set_weights", "set_weights");
        assertThat(stage.journal.events(WeightsFailed.class)).isEmpty();
        assertFinalized("3:1", "4:1");
    }

    @Test
    void aBatchThatFailsInABlockIsSentOneByOne() {
        judgeBoth(1);
        stage.stepUntilWaiting();
        stage.chain.setFailure("CallFiltered");
        stage.chain.produceBlock();
        stage.chain.setFailure(null);
        stage.settle();
        assertThat(calls()).containsExactly("batch_set_weights", "set_weights", "set_weights");
        assertFinalized("3:1", "4:1");
    }

    /** Another instance, which sets weights on the one subnet alone, has planned its verdict before. */
    @Test
    void aBatchIsNotSentWhileAnotherExtrinsicCountsForOneOfItsSubnets() {
        stage.judge(ONE, 1, SHARES);
        stage.judge(OTHER, 1, SHARES);
        var late = stage.journal.seenBy(List.of(ONE, OTHER), 0);
        stage.stepOfAnother(List.of(ONE), 0);
        stage.step(late);
        assertThat(calls()).containsExactly("set_weights", "batch_set_weights");
        stage.chain.pool.setRefusal("TemporarilyBanned");
        stage.stepUntilWaiting();
        assertThat(stage.chain.submits()).isEqualTo(1);
        stage.chain.pool.setRefusal(null);
        stage.settle();
        assertThat(calls()).containsExactly("set_weights", "batch_set_weights", "set_weights");
        assertFinalized("3:1", "4:1");
    }

    /** It does not know what became of the other subnet's verdict. */
    @Test
    void aBatchIsNotSentByWhoDoesNotSetWeightsOnAllOfItsSubnets() {
        judgeBoth(1);
        stage.step();
        assertThat(stage.stepOfAnother(List.of(ONE), 0)).asString().contains("of subnet 4");
        assertThat(stage.chain.submits()).isZero();
        stage.settle();
        assertFinalized("3:1", "4:1");
    }

    @Test
    void aUidThatChangesHandsIsNotSentToAnySubnet() {
        judgeBoth(1);
        stage.step();
        stage.chain.slots.handOver(2, Verdicts.miner(9));
        assertThat(stage.stepUntilWaiting()).startsWith("uid 2 has changed hands");
        stage.settle();
        assertThat(calls()).containsExactly("batch_set_weights", "set_weights", "set_weights");
        assertFinalized("3:1", "4:1");
    }

    private void judgeBoth(long window) {
        stage.judge(ONE, window, SHARES);
        stage.judge(OTHER, window, SHARES);
    }

    private List<String> calls() {
        return stage.plannedCalls().stream().map(WeightsCall::name).toList();
    }

    private void assertFinalized(String... verdicts) {
        stage.assertExactlyOnce();
        assertThat(stage.journal.events(WeightsFinalized.class))
                .extracting(Event::partitionKey)
                .containsExactlyInAnyOrder(verdicts);
    }
}

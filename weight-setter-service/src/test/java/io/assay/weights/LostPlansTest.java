package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans whose outcome or bytes are not to be had, or that are somebody else's. */
class LostPlansTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.3, 3, 0.2);
    private final Stage stage = new Stage();

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

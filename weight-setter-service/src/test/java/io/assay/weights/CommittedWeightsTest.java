package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.Hex;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import io.assay.chain.timelock.TimelockException;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.weights.ScriptedRules.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Weights that are committed first and revealed later. */
class CommittedWeightsTest {
    private static final Map<Integer, Double> SHARES = Map.of(1, 0.5, 2, 0.25);
    private static final List<WeightTarget> TARGETS = List.of(new WeightTarget(1, 65535), new WeightTarget(2, 32768));
    /** Epochs of 61 blocks begin where (block + netuid + 1) is a multiple of it. */
    private static final long FIRST_EPOCH = 118;

    private final Stage stage = new Stage();

    @Test
    void encryptsWeightsToTheRoundThatIsOutWhenTheyAreRevealed() throws TimelockException {
        stage.chain.change(rules -> rules.with(Form.TIMELOCKED));
        stage.judge(1, SHARES);
        stage.settle();
        var commit =
                (Call.CommitTimelockedWeights) stage.chain.accepted().getLast().call();
        assertThat(commit.commitRevealVersion()).isEqualTo(4);
        assertThat(commit.revealRound())
                .isEqualTo(ScriptedRules.BEACON.roundAt(ScriptedRules.time(FIRST_EPOCH + 3)) - 1);
        var opened = TimelockedCommit.parse(Hex.bytes(commit.commit()))
                .decrypt(ScriptedRules.BEACON_KEY.sign(commit.revealRound()));
        assertThat(WeightsPayload.decode(opened)).isEqualTo(new WeightsPayload(Stage.VALIDATOR.address(), TARGETS, 5));
        assertThat(stage.plannedCalls())
                .containsExactly(new WeightsCall.CommitTimelockedWeights(5, commit.revealRound()));
        stage.assertExactlyOnce();
    }

    @Test
    void givesUpWhenTheChainTakesAnotherFormOfCommits() {
        stage.chain.change(rules -> rules.with(Form.TIMELOCKED).withCommitVersion(5));
        stage.judge(1, SHARES);
        stage.settle();
        assertFailedOnce("IncorrectCommitRevealVersion");
        assertThat(stage.chain.submits()).isZero();
    }

    @Test
    void waitsWhenAnEpochHasTenTimelockedCommits() {
        stage.chain.change(rules -> rules.with(Form.TIMELOCKED));
        for (var window = 1; window < 21; window += 2) {
            stage.judge(window, SHARES);
            stage.settle();
        }
        stage.judge(21, SHARES);
        assertThat(stage.stepUntilWaiting())
                .isEqualTo("TooManyUnrevealedCommits: 10 commits are to be revealed before the chain takes the weights"
                        + " of window 21");
        stage.settle();
        assertThat(stage.chain.accepted().getLast().block()).isGreaterThanOrEqualTo(FIRST_EPOCH);
        stage.assertExactlyOnce();
    }

    @Test
    void commitsAHashAndRevealsItInItsEpoch() {
        stage.chain.change(rules -> rules.with(Form.HASHED));
        stage.judge(1, SHARES);
        stage.settle();
        assertThat(stage.journal.events(WeightsCommitted.class)).hasSize(1);
        assertThat(stage.plannedCalls())
                .extracting(WeightsCall::name)
                .containsExactly("commit_weights", "reveal_weights");
        var reveal = (Call.RevealWeights) stage.chain.accepted().getLast().call();
        assertThat(reveal.uids()).containsExactly(1, 2);
        assertThat(reveal.values()).containsExactly(65535, 32768);
        assertThat(reveal.salt()).hasSize(8);
        assertThat(stage.chain.accepted().getLast().block()).isEqualTo(FIRST_EPOCH);
        stage.assertExactlyOnce();
    }

    @Test
    void commitsNewerVerdictsWhileAnOlderWaitsForItsReveal() {
        stage.chain.change(rules -> rules.with(Form.HASHED));
        for (var window = 1; window <= 5; window += 2) {
            stage.judge(window, SHARES);
            stage.stepUntilWaiting();
            stage.chain.produceBlock();
            assertThat(stage.stepUntilWaiting())
                    .isEqualTo("the weights of window 1 are revealed from block 118 to 178");
        }
        stage.settle();
        assertThat(stage.journal.events(WeightsFinalized.class))
                .extracting(WeightsFinalized::window)
                .containsExactly(1L, 3L, 5L);
        stage.assertExactlyOnce();
    }

    @Test
    void waitsWhenTenHashesAreNotRevealed() {
        stage.chain.change(rules -> rules.with(Form.HASHED));
        for (var window = 1; window < 21; window += 2) {
            stage.judge(window, SHARES);
            stage.stepUntilWaiting();
            stage.chain.produceBlock();
            stage.stepUntilWaiting();
        }
        stage.judge(21, SHARES);
        assertThat(stage.stepUntilWaiting()).startsWith("TooManyUnrevealedCommits: 10 commits");
        stage.settle();
        assertThat(stage.journal.events(WeightsFinalized.class)).hasSize(11);
        stage.assertExactlyOnce();
    }

    @Test
    void givesUpACommitThatWasNotRevealedInTime() {
        commitByHash();
        stage.chain.produceBlocks(200);
        stage.settle();
        assertFailedOnce("ExpiredWeightCommit");
        assertThat(stage.chain.submits()).isEqualTo(1);
    }

    @Test
    void revealsAgainWhatDidNotComeIntoABlock() {
        commitByHash();
        stage.chain.produceBlocks(16);
        stage.chain.pool.setRefusal("ImmediatelyDropped");
        stage.stepUntilWaiting();
        stage.chain.produceBlocks(ScriptedChain.ERA);
        stage.chain.pool.setRefusal(null);
        stage.settle();
        assertThat(stage.plannedCalls())
                .extracting(WeightsCall::name)
                .containsExactly("commit_weights", "reveal_weights", "reveal_weights");
        stage.assertExactlyOnce();
    }

    @Test
    void doesNotRevealTheCommitOfAnotherHotkey() {
        commitByHash();
        stage.step(Hotkey.fromUri("//Bob"));
        assertFailedOnce("SignerChanged");
    }

    @Test
    void givesUpACommitWhosePlanIsNotOnTheRecord() {
        stage.journal.add(new WeightsCommitted(Verdicts.NETUID, 1, "0x" + "cd".repeat(32), 100));
        stage.settle();
        assertFailedOnce("PlanLost");
    }

    private void commitByHash() {
        stage.chain.change(rules -> rules.with(Form.HASHED));
        stage.judge(1, SHARES);
        stage.stepUntilWaiting();
        stage.chain.produceBlock();
        stage.stepUntilWaiting();
        assertThat(stage.journal.events(WeightsCommitted.class)).hasSize(1);
    }

    private void assertFailedOnce(String error) {
        assertThat(stage.journal.events(WeightsFailed.class))
                .extracting(WeightsFailed::error)
                .containsExactly(error);
    }
}

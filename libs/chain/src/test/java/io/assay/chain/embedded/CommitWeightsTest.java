package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.FERDIE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.execute;
import static io.assay.chain.embedded.Scene.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import io.assay.chain.timelock.HashCommit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weights behind a hash. Charlie has uid 2 from block 1 on; blocks 1 to 8 are of epoch 0, 9 to 17 of epoch 1, 18 to 26 of
 * epoch 2. What is committed in one epoch is revealed in the next.
 */
class CommitWeightsTest {
    private static final SubnetTerms TERMS = Scene.TERMS.withCommitReveal(1);
    private static final List<WeightTarget> WEIGHTS = targets(2, 10, 1, 20);

    private EmbeddedChain chain;

    @BeforeEach
    void register(@TempDir Path directory) {
        chain = Scene.open(directory, Scene.spec(TERMS, 4));
        Scene.register(chain, CHARLIE);
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void committedWeightsAreSetByTheirReveal() {
        assertThat(execute(chain, ALICE, commit(ALICE, WEIGHTS))).isEqualTo(new ExtrinsicStatus.Succeeded(2));
        assertThat(Scene.neuron(chain, ALICE).lastUpdate()).isEqualTo(2);
        assertThat(Scene.slot(chain, ALICE).weights()).isEmpty();
        Scene.produceTo(chain, 8);

        assertThat(execute(chain, ALICE, reveal(WEIGHTS))).isEqualTo(new ExtrinsicStatus.Succeeded(9));

        assertThat(Scene.slot(chain, ALICE).weights()).containsExactlyElementsOf(targets(2, 32768, 1, 65535));
        assertThat(Scene.neuron(chain, ALICE).lastUpdate()).isEqualTo(2);
        assertThat(Scene.subnet(chain).commits()).isEqualTo(WeightCommits.NONE);
    }

    @Test
    void weightsCannotBeSetWithoutACommit() {
        assertFailed(ALICE, Scene.weights(2, 1), "CommitRevealEnabled");
    }

    @Test
    void refusesCommitAndRevealWhereWeightsAreSetAtOnce(@TempDir Path directory) {
        try (var plain = Scene.open(directory)) {
            assertThat(execute(plain, ALICE, commit(ALICE, WEIGHTS)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "CommitRevealDisabled"));
            assertThat(Scene.failureInBatch(plain, ALICE, reveal(WEIGHTS))).isEqualTo("CommitRevealDisabled");
        }
    }

    @Test
    void refusesSubnetThatDoesNotExist() {
        assertFailed(ALICE, new Call.CommitWeights(9, "0x" + "00".repeat(32)), "MechanismDoesNotExist");
    }

    @Test
    void refusesHotkeyThatIsNotRegistered() {
        assertFailed(FERDIE, commit(FERDIE, WEIGHTS), "HotKeyNotRegisteredInSubNet");
    }

    @Test
    void refusesStakeBelowTheThreshold() {
        assertRefused(EVE, commit(EVE, WEIGHTS), "NotEnoughStakeToSetWeights", 1);
        assertRefused(EVE, reveal(WEIGHTS), "NotEnoughStakeToSetWeights", 1);
        assertThat(Scene.failureInBatch(chain, EVE, commit(EVE, WEIGHTS))).isEqualTo("NotEnoughStakeToSetWeights");
    }

    @Test
    void refusesCommitBeforeTheRateLimitAndTakesItThere() {
        execute(chain, ALICE, commit(ALICE, WEIGHTS));
        Scene.produceTo(chain, 5);

        assertRefused(ALICE, commit(ALICE, targets(1, 1)), "CommittingWeightsTooFast", 6);
        assertThat(Scene.failureInBatch(chain, ALICE, commit(ALICE, targets(1, 1))))
                .isEqualTo("CommittingWeightsTooFast");
        assertThat(execute(chain, ALICE, commit(ALICE, targets(1, 1)))).isEqualTo(new ExtrinsicStatus.Succeeded(7));
    }

    @Test
    void takesTenUnrevealedCommitsAndNotOneMore(@TempDir Path directory) {
        var terms = new SubnetTerms(NETUID, 9, 0, 7, 1, 65535, 100).withCommitReveal(1);
        try (var hasty = Scene.open(directory, Scene.spec(terms, 4))) {
            for (var i = 1; i <= 10; i++) {
                Scene.submit(hasty, ALICE, commit(ALICE, targets(1, i)));
            }
            hasty.produceBlock();
            assertThat(Scene.subnet(hasty).commits().of(ALICE.address())).hasSize(10);

            assertThat(execute(hasty, ALICE, commit(ALICE, targets(1, 11))))
                    .isEqualTo(new ExtrinsicStatus.Failed(2, "TooManyUnrevealedCommits"));
            // Two epochs later they have expired, and room is made for others.
            Scene.produceTo(hasty, 17);
            assertThat(execute(hasty, ALICE, commit(ALICE, targets(1, 11))))
                    .isEqualTo(new ExtrinsicStatus.Succeeded(18));
            assertThat(Scene.subnet(hasty).commits().of(ALICE.address())).hasSize(1);
        }
    }

    @Test
    void refusesRevealWithoutACommit() {
        assertRefused(ALICE, reveal(WEIGHTS), "NoWeightsCommitFound", 16);
        assertThat(Scene.failureInBatch(chain, ALICE, reveal(WEIGHTS))).isEqualTo("NoWeightsCommitFound");
    }

    @Test
    void refusesRevealOfAnythingButWhatWasCommitted() {
        execute(chain, ALICE, commit(ALICE, WEIGHTS));
        Scene.produceTo(chain, 8);

        for (var other : List.of(
                new Call.RevealWeights(NETUID, List.of(2, 1), List.of(10, 21), List.of(4, 5), 7),
                new Call.RevealWeights(NETUID, List.of(2, 1), List.of(10, 20), List.of(4, 6), 7),
                new Call.RevealWeights(NETUID, List.of(2, 1), List.of(10, 20), List.of(4, 5), 8),
                new Call.RevealWeights(NETUID, List.of(1, 2), List.of(20, 10), List.of(4, 5), 7))) {
            assertRefused(ALICE, other, "NoWeightsCommitFound", 16);
            assertThat(Scene.failureInBatch(chain, ALICE, other)).isEqualTo("InvalidRevealCommitHashNotMatch");
        }
    }

    @Test
    void refusesRevealBeforeItsEpochAndAfterIt() {
        execute(chain, ALICE, commit(ALICE, WEIGHTS));
        Scene.produceTo(chain, 6);
        assertRefused(ALICE, reveal(WEIGHTS), "RevealTooEarly", 17);
        assertThat(Scene.failureInBatch(chain, ALICE, reveal(WEIGHTS))).isEqualTo("RevealTooEarly");

        Scene.produceTo(chain, 17);
        assertRefused(ALICE, reveal(WEIGHTS), "RevealTooEarly", 17);
        assertThat(Scene.failureInBatch(chain, ALICE, reveal(WEIGHTS))).isEqualTo("ExpiredWeightCommit");
    }

    /** The older one is gone with the newer, as upstream has it. */
    @Test
    void revealForgetsTheCommitsBeforeIt() {
        execute(chain, ALICE, commit(ALICE, WEIGHTS));
        Scene.produceTo(chain, 6);
        execute(chain, ALICE, commit(ALICE, targets(2, 1)));
        Scene.produceTo(chain, 8);

        assertThat(execute(chain, ALICE, reveal(targets(2, 1)))).isEqualTo(new ExtrinsicStatus.Succeeded(9));

        assertRefused(ALICE, reveal(WEIGHTS), "NoWeightsCommitFound", 16);
    }

    /** Committed is committed: the weights are checked at the reveal, and the commit stays when they are not allowed. */
    @Test
    void revealedWeightsMustBeAllowed() {
        var call = new Call.RevealWeights(NETUID, List.of(1, 2), List.of(3), List.of(), 7);
        var hash = HashCommit.hash(ALICE.address(), NETUID, call.uids(), call.values(), call.salt(), 7);
        execute(chain, ALICE, new Call.CommitWeights(NETUID, Hex.of(hash)));
        Scene.produceTo(chain, 8);

        assertFailed(ALICE, call, "WeightVecNotEqualSize");

        assertThat(Scene.subnet(chain).commits().of(ALICE.address())).hasSize(1);
        assertThat(Scene.slot(chain, ALICE).weights()).isEmpty();
    }

    /** With a period of two epochs, what is committed in block 2 is revealed in blocks 18 to 26. */
    @Test
    void longerPeriodMovesTheEpochOfTheReveal(@TempDir Path directory) {
        try (var slow = Scene.open(directory, Scene.spec(Scene.TERMS.withCommitReveal(2), 4))) {
            Scene.register(slow, CHARLIE);
            execute(slow, ALICE, commit(ALICE, WEIGHTS));
            Scene.produceTo(slow, 16);
            assertThat(Scene.refusal(slow, ALICE, reveal(WEIGHTS)).errorName()).isEqualTo("RevealTooEarly");
            slow.produceBlock();
            assertThat(execute(slow, ALICE, reveal(WEIGHTS))).isEqualTo(new ExtrinsicStatus.Succeeded(18));
        }
    }

    /** Eve has uid 3 from block 11 on; Alice's weights for her are revealed in block 12, updated in block 15. */
    @Test
    void weightsCountForWhomAllOpenCommitsKnow() {
        setWeightsForALateComer(List.of(15));

        assertThat(Scene.neuron(chain, EVE).incentive()).isEqualTo(0.5);
    }

    /** The same, but a commit of block 10 is still to be revealed when the epoch of block 18 runs. */
    @Test
    void weightsForWhomAnOpenCommitIsTooOldCountNothing() {
        setWeightsForALateComer(List.of(10, 15));

        assertThat(Scene.neuron(chain, EVE).incentive()).isZero();
        assertThat(Scene.neuron(chain, CHARLIE).incentive()).isEqualTo(1);
    }

    private void setWeightsForALateComer(List<Integer> blocksOfFurtherCommits) {
        var weights = targets(2, 1, 3, 1);
        execute(chain, ALICE, commit(ALICE, weights));
        for (var block = 3; block <= 18; block++) {
            if (blocksOfFurtherCommits.contains(block)) {
                Scene.submit(chain, ALICE, commit(ALICE, targets(2, block)));
            }
            if (block == 11) {
                Scene.submit(chain, EVE, Scene.register(EVE));
            }
            if (block == 12) {
                Scene.submit(chain, ALICE, reveal(weights));
            }
            chain.produceBlock();
        }
        assertThat(Scene.slot(chain, ALICE).weights()).hasSize(2);
        assertThat(Scene.neuron(chain, ALICE).lastUpdate()).isEqualTo(15);
    }

    private void assertFailed(Hotkey signer, Call call, String errorName) {
        assertThat(execute(chain, signer, call))
                .isEqualTo(new ExtrinsicStatus.Failed(chain.head().number(), errorName));
    }

    private void assertRefused(Hotkey signer, Call call, String errorName, int code) {
        var refusal = Scene.refusal(chain, signer, call);
        assertThat(refusal.errorName()).isEqualTo(errorName);
        assertThat(refusal.customCode()).hasValue(code);
    }

    private static Call commit(Hotkey hotkey, List<WeightTarget> weights) {
        return new Call.CommitWeights(
                NETUID, Hex.of(new HashCommit(hotkey.address(), NETUID, weights, List.of(4, 5), 7).hash()));
    }

    private static Call reveal(List<WeightTarget> weights) {
        return new Call.RevealWeights(
                NETUID,
                weights.stream().map(WeightTarget::uid).toList(),
                weights.stream().map(WeightTarget::value).toList(),
                List.of(4, 5),
                7);
    }
}

package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.FERDIE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.execute;
import static io.assay.chain.embedded.Scene.submit;
import static io.assay.chain.embedded.Scene.targets;
import static io.assay.chain.embedded.Scene.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.SubnetTerms;
import io.assay.chain.key.Hotkey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At block 1 Charlie takes uid 2 and Eve, with a stake of 99 below the threshold of 100, uid 3. */
class SetWeightsTest {
    private EmbeddedChain chain;

    @BeforeEach
    void registerMiners(@TempDir Path directory) {
        chain = Scene.open(directory);
        Scene.register(chain, CHARLIE, EVE);
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void takesWeightsAndNotesWhen() {
        assertThat(execute(chain, ALICE, weights(2, 65535, 3, 100))).isEqualTo(new ExtrinsicStatus.Succeeded(2));
        assertThat(Scene.neuron(chain, ALICE).lastUpdate()).isEqualTo(2);
        assertThat(Scene.neuron(chain, BOB).lastUpdate()).isZero();
    }

    /** As they were sent, zeros too, in the scale whose largest is 65535: 2 of 3 is 43690. */
    @Test
    void keepsWeightsMaxUpscaled() {
        execute(chain, ALICE, weights(3, 2, 2, 3, 1, 0));

        assertThat(Scene.slot(chain, ALICE).weights()).containsExactlyElementsOf(targets(3, 43690, 2, 65535, 1, 0));
    }

    @Test
    void refusesHotkeyThatIsNotRegistered() {
        assertRefused(FERDIE, weights(2, 1), "HotKeyNotRegisteredInSubNet");
    }

    /** Commit-reveal is subtensor's default, also of subnets that are not there. */
    @Test
    void subnetThatDoesNotExistHasCommitReveal() {
        assertRefused(ALICE, Call.SetWeights.of(9, List.of(), 7), "CommitRevealEnabled");
    }

    @Test
    void refusesWeightsOfTheRootSubnet(@TempDir Path directory) {
        var root = Scene.spec(Scene.TERMS, 4);
        var terms = new SubnetTerms(0, 9, 5, 7, 1, 65535, 100);
        var withRoot =
                new ChainSpec(root.blockInterval(), List.of(Scene.subnet(terms, 4)), root.stakesRao(), List.of());
        try (var rooted = Scene.open(directory, withRoot)) {
            assertThat(execute(rooted, ALICE, Call.SetWeights.of(0, targets(0, 1), 7)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "CanNotSetRootNetworkWeights"));
        }
    }

    @Test
    void refusesMoreUidsThanTheSubnetHas() {
        assertRefused(ALICE, weights(0, 1, 1, 1, 2, 1, 3, 1, 4, 1), "UidsLengthExceedUidsInSubNet");
    }

    @Test
    void poolRefusesStakeBelowTheThreshold() {
        assertRefusedByPool(EVE, weights(2, 1), "NotEnoughStakeToSetWeights", 1);
        assertThat(Scene.failureInBatch(chain, EVE, weights(2, 1))).isEqualTo("NotEnoughStakeToSetWeights");
    }

    @Test
    void refusesOldVersionKeyAndTakesNewer() {
        assertRefused(ALICE, weights(6L, 2, 1), "IncorrectWeightVersionKey");
        assertThat(execute(chain, ALICE, weights(8L, 2, 1))).isInstanceOf(ExtrinsicStatus.Succeeded.class);
    }

    @Test
    void poolRefusesWeightsBeforeTheRateLimitAndTakesThemAtIt() {
        execute(chain, ALICE, weights(2, 1));
        Scene.produceTo(chain, 5);

        assertRefusedByPool(ALICE, weights(2, 1), "SettingWeightsTooFast", 6);
        assertThat(Scene.failureInBatch(chain, ALICE, weights(2, 1))).isEqualTo("SettingWeightsTooFast");
        assertThat(execute(chain, ALICE, weights(2, 1))).isEqualTo(new ExtrinsicStatus.Succeeded(7));
    }

    /** Both are valid when they come; the first makes the second invalid, which leaves the pool with its nonce unused. */
    @Test
    void secondOfTwoThatExcludeEachOtherIsDropped() {
        var first = submit(chain, ALICE, weights(2, 1));
        var second = submit(chain, ALICE, weights(2, 2));
        var third = submit(chain, ALICE, new Call.SetCommitment(NETUID, "x"));
        chain.produceBlock();

        assertThat(Scene.status(chain, first)).isEqualTo(new ExtrinsicStatus.Succeeded(2));
        assertThat(Scene.status(chain, second)).isEqualTo(new ExtrinsicStatus.Unknown());
        assertThat(Scene.status(chain, third)).isEqualTo(new ExtrinsicStatus.Unknown());
        assertThat(chain.nextNonce(ALICE.address())).isEqualTo(1);
        assertThat(chain.recent(2).orElseThrow().extrinsics()).hasSize(1);
    }

    @Test
    void refusesValidatorWithoutPermit(@TempDir Path directory) {
        var onlyOne = Scene.spec(new SubnetSpec(Scene.TERMS, 4, 20, 0, 1, 1000, 1001));
        try (var narrow = Scene.open(directory, onlyOne)) {
            assertThat(execute(narrow, BOB, weights(0, 1)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "NeuronNoValidatorPermit"));
            assertThat(execute(narrow, ALICE, weights(1, 1))).isEqualTo(new ExtrinsicStatus.Succeeded(2));
        }
    }

    @Test
    void refusesUidNamedTwice() {
        assertRefused(ALICE, weights(2, 1, 3, 1, 2, 1), "DuplicateUids");
    }

    @Test
    void refusesUidThatDoesNotExist() {
        assertRefused(ALICE, weights(2, 1, 4, 1), "UidVecContainInvalidOne");
    }

    @Test
    void refusesTooFewWeights(@TempDir Path directory) {
        var terms = new SubnetTerms(NETUID, 9, 5, 7, 2, 65535, 100);
        try (var strict = Scene.open(directory, Scene.spec(terms, 4))) {
            assertThat(execute(strict, ALICE, weights(1, 1)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "WeightVecLengthIsLow"));
            assertThat(execute(strict, ALICE, weights(0, 1, 1, 1))).isEqualTo(new ExtrinsicStatus.Succeeded(2));
        }
    }

    /** At most 0.6 for one uid: 39321 / 65535. */
    @Test
    void refusesWeightAboveTheMaximum(@TempDir Path directory) {
        var terms = new SubnetTerms(NETUID, 9, 5, 7, 1, 39321, 100);
        try (var strict = Scene.open(directory, Scene.spec(terms, 4))) {
            assertThat(execute(strict, ALICE, weights(0, 39, 1, 61)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "MaxWeightExceeded"));
            assertThat(execute(strict, ALICE, weights(0, 40, 1, 60))).isEqualTo(new ExtrinsicStatus.Succeeded(2));
        }
    }

    @Test
    void aFailedExtrinsicUsesUpItsNonceAndChangesNothingElse() {
        var before = chain.roster(NETUID).neurons();

        assertRefused(ALICE, weights(2, 1, 4, 1), "UidVecContainInvalidOne");

        assertThat(chain.nextNonce(ALICE.address())).isEqualTo(1);
        assertThat(chain.roster(NETUID).neurons()).isEqualTo(before);
    }

    private void assertRefusedByPool(Hotkey signer, Call call, String errorName, int code) {
        var refusal = Scene.refusal(chain, signer, call);
        assertThat(refusal.errorName()).isEqualTo(errorName);
        assertThat(refusal.customCode()).hasValue(code);
    }

    private void assertRefused(Hotkey signer, Call call, String errorName) {
        assertThat(execute(chain, signer, call))
                .isEqualTo(new ExtrinsicStatus.Failed(chain.head().number(), errorName));
    }
}

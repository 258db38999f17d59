package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BEGIN;
import static io.assay.chain.embedded.Scene.BOB;
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
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weights behind a round. A block every second, and a round in every block: block b stores round b + 1. Epochs begin at
 * blocks 9, 18 and 27; what is committed in one is opened in the next. Charlie has uid 2 from block 1 on.
 */
class TimelockedWeightsTest {
    private static final SubnetTerms TERMS = Scene.TERMS.withCommitReveal(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private EmbeddedChain chain;

    @BeforeEach
    void register(@TempDir Path directory) {
        chain = open(directory, TERMS);
        Scene.register(chain, CHARLIE);
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void chainOpensACommitInTheNextEpochAndSetsItsWeights() {
        assertThat(execute(chain, ALICE, commit(10, targets(2, 10, 1, 20))))
                .isEqualTo(new ExtrinsicStatus.Succeeded(2));
        Scene.produceTo(chain, 8);
        assertThat(Scene.slot(chain, ALICE).weights()).isEmpty();

        chain.produceBlock();

        assertThat(Scene.slot(chain, ALICE).weights()).containsExactlyElementsOf(targets(2, 32768, 1, 65535));
        assertThat(Scene.neuron(chain, ALICE).lastUpdate()).isEqualTo(2);
        assertThat(Scene.neuron(chain, CHARLIE).incentive()).isGreaterThan(0);
        assertThat(Scene.subnet(chain).commits()).isEqualTo(WeightCommits.NONE);
    }

    /** Round 13 comes with block 12. */
    @Test
    void commitWaitsInItsEpochForItsRound() {
        execute(chain, ALICE, commit(13, targets(2, 1)));
        Scene.produceTo(chain, 11);
        assertThat(Scene.slot(chain, ALICE).weights()).isEmpty();

        chain.produceBlock();

        assertThat(Scene.slot(chain, ALICE).weights()).containsExactlyElementsOf(targets(2, 65535));
    }

    /** Round 19 comes with block 18, the first after the epoch; with round 18 it would have been in time. */
    @Test
    void commitWhoseRoundComesAfterItsEpochIsLost() {
        execute(chain, ALICE, commit(19, targets(2, 1)));
        Scene.produceTo(chain, 17);
        assertThat(Scene.subnet(chain).commits().timelocked()).hasSize(1);
        chain.produceBlock();

        assertThat(Scene.subnet(chain).commits()).isEqualTo(WeightCommits.NONE);
        assertThat(Scene.slot(chain, ALICE).weights()).isEmpty();
    }

    /** Bob sends Alice's own commit, of which he knows nothing but the bytes: the payload names her. */
    @Test
    void commitOfAnotherIsDropped() {
        execute(chain, BOB, commit(10, targets(2, 1)));

        assertDroppedAtTheReveal(BOB);
    }

    @Test
    void whatIsNoCommitIsDropped() {
        execute(chain, ALICE, call("0x1234", 10));

        assertDroppedAtTheReveal(ALICE);
    }

    @Test
    void commitToAnotherRoundThanItSaysIsDropped() {
        var sealed = ((Call.CommitTimelockedWeights) commit(11, targets(2, 1))).commit();
        execute(chain, ALICE, call(sealed, 10));

        assertDroppedAtTheReveal(ALICE);
    }

    @Test
    void payloadThatCannotBeReadIsDropped() {
        execute(chain, ALICE, sealed(new byte[] {1, 2, 3}, 10));

        assertDroppedAtTheReveal(ALICE);
    }

    @Test
    void weightsThatAreNotAllowedAreDropped() {
        execute(chain, ALICE, commit(10, targets(2, 1, 2, 1)));

        assertDroppedAtTheReveal(ALICE);
    }

    @Test
    void oldVersionKeyIsDroppedAtTheReveal() {
        execute(chain, ALICE, sealed(new WeightsPayload(ALICE.address(), targets(2, 1), 6).encode(), 10));

        assertDroppedAtTheReveal(ALICE);
    }

    @Test
    void newestOfSeveralCommitsCounts(@TempDir Path directory) {
        try (var hasty = open(directory, hasty())) {
            execute(hasty, ALICE, commit(hasty, 10, targets(1, 1)));
            execute(hasty, ALICE, commit(hasty, 9, targets(0, 1, 1, 1)));
            Scene.produceTo(hasty, 9);

            assertThat(Scene.slot(hasty, ALICE).weights()).containsExactlyElementsOf(targets(0, 65535, 1, 65535));
        }
    }

    @Test
    void takesTenCommitsAnEpochAndNotOneMore(@TempDir Path directory) {
        try (var hasty = open(directory, hasty())) {
            for (var i = 0; i < 10; i++) {
                Scene.submit(hasty, ALICE, call("0x0" + i, 10));
            }
            hasty.produceBlock();
            Scene.submit(hasty, BOB, call("0x0b", 10));
            assertThat(execute(hasty, ALICE, call("0x0a", 10)))
                    .isEqualTo(new ExtrinsicStatus.Failed(2, "TooManyUnrevealedCommits"));
            assertThat(Scene.subnet(hasty).commits().in(0)).hasSize(11);

            Scene.produceTo(hasty, 8);
            assertThat(execute(hasty, ALICE, call("0x0a", 20))).isEqualTo(new ExtrinsicStatus.Succeeded(9));
        }
    }

    @Test
    void refusesByName() {
        assertFailed(ALICE, new Call.CommitTimelockedWeights(9, "0x00", 10, 4), "MechanismDoesNotExist");
        assertFailed(ALICE, new Call.CommitTimelockedWeights(NETUID, "0x00", 10, 3), "IncorrectCommitRevealVersion");
        assertFailed(FERDIE, call("0x00", 10), "HotKeyNotRegisteredInSubNet");
        execute(chain, ALICE, call("0x00", 10));
        assertFailed(ALICE, call("0x00", 10), "CommittingWeightsTooFast");
        assertRefused(EVE, call("0x00", 10), "NotEnoughStakeToSetWeights", 1);
    }

    @Test
    void refusesWhereWeightsAreSetAtOnce(@TempDir Path directory) {
        try (var plain = open(directory, Scene.TERMS)) {
            assertThat(execute(plain, ALICE, call("0x00", 10)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "CommitRevealDisabled"));
        }
    }

    /** At block 5 the chain has round 6: that one may still be named, round 5 no more. */
    @Test
    void refusesRoundBeforeTheLastOneStored() {
        Scene.produceTo(chain, 5);
        assertThat(chain.state().drand().lastStoredRound()).isEqualTo(6);

        assertRefused(ALICE, call("0x00", 5), "InvalidRevealRound", 15);
        assertThat(Scene.failureInBatch(chain, ALICE, call("0x00", 5))).isEqualTo("InvalidRevealRound");
        // That was block 6; the pool takes round 7 yet, but block 7 stores round 8 before it looks at extrinsics.
        assertThat(execute(chain, ALICE, call("0x00", 7))).isEqualTo(new ExtrinsicStatus.Unknown());
        assertThat(execute(chain, ALICE, call("0x00", 9))).isEqualTo(new ExtrinsicStatus.Succeeded(8));
    }

    @Test
    void longerPeriodMovesTheReveal(@TempDir Path directory) {
        try (var slow = open(directory, Scene.TERMS.withCommitReveal(2))) {
            execute(slow, ALICE, commit(slow, 5, targets(1, 1)));
            Scene.produceTo(slow, 17);
            assertThat(Scene.slot(slow, ALICE).weights()).isEmpty();

            slow.produceBlock();

            assertThat(Scene.slot(slow, ALICE).weights()).hasSize(1);
        }
    }

    @Test
    void commitSurvivesARestart(@TempDir Path directory) {
        try (var before = open(directory, TERMS)) {
            execute(before, ALICE, commit(before, 12, targets(1, 1)));
        }
        try (var after = open(directory, TERMS)) {
            Scene.produceTo(after, 14);

            assertThat(Scene.slot(after, ALICE).weights()).hasSize(1);
        }
    }

    private void assertDroppedAtTheReveal(Hotkey hotkey) {
        assertThat(Scene.subnet(chain).commits().timelocked()).hasSize(1);
        Scene.produceTo(chain, 9);
        assertThat(Scene.subnet(chain).commits()).isEqualTo(WeightCommits.NONE);
        assertThat(Scene.slot(chain, hotkey).weights()).isEmpty();
        assertThat(Scene.events(chain)).noneMatch(event -> event.contains("Revealed"));
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

    private static SubnetTerms hasty() {
        return new SubnetTerms(NETUID, 9, 0, 7, 1, 65535, 100).withCommitReveal(1);
    }

    private static EmbeddedChain open(Path directory, SubnetTerms terms) {
        var plain = Scene.spec(terms, 4);
        var beacon = new BeaconSpec(BEGIN, Duration.ofSeconds(1));
        return EmbeddedChain.open(
                directory,
                new ChainSpec(plain.blockInterval(), plain.subnets(), plain.stakesRao(), plain.neurons(), beacon),
                new TickingClock(BEGIN, Duration.ofSeconds(1)));
    }

    private Call commit(long round, List<WeightTarget> weights) {
        return commit(chain, round, weights);
    }

    private static Call commit(EmbeddedChain chain, long round, List<WeightTarget> weights) {
        return sealed(chain, new WeightsPayload(ALICE.address(), weights, 7).encode(), round);
    }

    private Call sealed(byte[] payload, long round) {
        return sealed(chain, payload, round);
    }

    private static Call sealed(EmbeddedChain chain, byte[] payload, long round) {
        var beacon = chain.state().drand().beacon();
        var commit = TimelockedCommit.encrypt(payload, beacon, round, RANDOM);
        return call(Hex.of(commit.encode()), round);
    }

    private static Call call(String commit, long round) {
        return new Call.CommitTimelockedWeights(NETUID, commit, round, TimelockedCommit.VERSION);
    }
}

package io.assay.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.WeightsFailed;
import io.assay.weights.core.ChainFacts;
import io.assay.weights.core.ChainFacts.Form;
import io.assay.weights.core.ChainFacts.OwnNeuron;
import io.assay.weights.core.ChainFacts.Terms;
import io.assay.weights.core.Decision;
import io.assay.weights.core.Draft;
import io.assay.weights.core.Planning;
import io.assay.weights.core.Proposal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The chain's checks, made before anything is signed. */
class PlanningTest {
    private static final String US = Stage.VALIDATOR.address();
    private static final OwnNeuron SELF = new OwnNeuron(0, 1000, true, 0);
    private static final Terms TERMS = new Terms(0, 1, 0xFFFF, 0, 5);
    private static final Form TIMELOCKED = new Form.Timelocked(20, 10, 4, 4, 90);
    private static final List<ChainWeight> WEIGHTS = List.of(weight(1, 65535), weight(2, 32768));

    private @Nullable OwnNeuron self = SELF;
    private Terms terms = TERMS;
    private Form form = new Form.Plain();
    private List<ChainWeight> weights = WEIGHTS;
    private long versionKey = 5;
    private int unrevealed;

    private static ChainWeight weight(int uid, int value) {
        return new ChainWeight(uid, Verdicts.miner(uid), value);
    }

    private Decision decide() {
        var owners = Map.of(0, US, 1, Verdicts.miner(1), 2, Verdicts.miner(2));
        var facts = new ChainFacts(US, 100, 7, owners, self, terms, form);
        var proposal = new Proposal(Verdicts.NETUID, 1, "ab".repeat(32), List.of());
        return Planning.decide(new Draft(proposal, facts, weights, versionKey, unrevealed));
    }

    private void assertFails(String error, String problem) {
        assertThat(decide()).isInstanceOfSatisfying(Decision.Publish.class, publish -> {
            var failed = (WeightsFailed) publish.event();
            assertThat(failed.error()).isEqualTo(error);
            assertThat(failed.extrinsicHash()).isNull();
            assertThat(failed.detail()).startsWith(problem).hasSizeGreaterThan(problem.length());
        });
    }

    @Test
    void hasADraftSignedThatPassesAll() {
        for (var each : List.of(new Form.Plain(), TIMELOCKED, new Form.Hashed())) {
            form = each;
            assertThat(decide()).isInstanceOf(Decision.Sign.class);
        }
    }

    @Test
    void givesUpWhenNotRegistered() {
        self = null;
        assertFails("HotKeyNotRegisteredInSubNet", "The hotkey " + US + " is not registered on subnet 3.");
    }

    @Test
    void givesUpBelowTheStakeThreshold() {
        terms = new Terms(0, 1, 0xFFFF, 1001, 5);
        assertFails(
                "NotEnoughStakeToSetWeights",
                "The hotkey " + US + " has a stake of 1000 rao, the subnet demands 1001.");
    }

    @Test
    void givesUpWithAnOldVersionKey() {
        versionKey = 4;
        assertFails("IncorrectWeightVersionKey", "The version key is 4, the subnet demands 5.");
    }

    @Test
    void givesUpWithoutPermitUnlessTheWeightIsItsOwn() {
        self = new OwnNeuron(0, 1000, false, 0);
        assertFails("NeuronNoValidatorPermit", "The hotkey " + US + " has no validator permit.");
        weights = List.of(new ChainWeight(0, US, 65535));
        terms = new Terms(0, 3, 100, 0, 5);
        assertThat(decide()).isInstanceOf(Decision.Sign.class);
    }

    @Test
    void waitsForTheRateLimitByTheNameOfItsCall() {
        self = new OwnNeuron(0, 1000, true, 98);
        terms = new Terms(3, 1, 0xFFFF, 0, 5);
        assertThat(decide())
                .isEqualTo(new Decision.Wait(
                        "SettingWeightsTooFast: the chain takes the weights of window 1 from block 101"));
        form = TIMELOCKED;
        assertThat(decide())
                .isEqualTo(new Decision.Wait(
                        "CommittingWeightsTooFast: the chain takes the weights of window 1 from block 101"));
        terms = new Terms(2, 1, 0xFFFF, 0, 5);
        assertThat(decide()).isInstanceOf(Decision.Sign.class);
    }

    @Test
    void givesUpWithAUidTwice() {
        weights = List.of(weight(1, 65535), weight(1, 5));
        assertFails("DuplicateUids", "The weights name a uid twice.");
    }

    @Test
    void givesUpWithAUidThatIsNotThere() {
        weights = List.of(weight(1, 65535), weight(3, 5));
        assertFails("UidVecContainInvalidOne", "The weights name uid 3, which is not there.");
    }

    @Test
    void givesUpWithTooFewUids() {
        terms = new Terms(0, 4, 0xFFFF, 0, 5);
        assertFails("WeightVecLengthIsLow", "The weights name 2 uids, the subnet demands 3.");
    }

    @Test
    void givesUpWithTooLargeAWeight() {
        terms = new Terms(0, 1, 43689, 0, 5);
        assertFails("MaxWeightExceeded", "The largest weight is above the subnet's limit of 43689/65535.");
        terms = new Terms(0, 1, 43690, 0, 5);
        assertThat(decide()).isInstanceOf(Decision.Sign.class);
    }

    @Test
    void givesUpACommitOfAnotherVersion() {
        form = new Form.Timelocked(20, 10, 5, 4, 90);
        assertFails("IncorrectCommitRevealVersion", "The chain takes commits of version 5, ours have version 4.");
    }

    @Test
    void waitsWhenARoundIsOut() {
        form = new Form.Timelocked(9, 10, 4, 4, 90);
        assertThat(decide())
                .isEqualTo(new Decision.Wait("InvalidRevealRound: the weights of window 1 would be encrypted to a round"
                        + " before 10, which is out: they wait for the next epoch"));
        form = new Form.Timelocked(10, 10, 4, 4, 90);
        assertThat(decide()).isInstanceOf(Decision.Sign.class);
    }

    @Test
    void waitsWithTenUnrevealedCommits() {
        form = new Form.Hashed();
        unrevealed = 9;
        assertThat(decide()).isInstanceOf(Decision.Sign.class);
        unrevealed = 10;
        assertThat(decide())
                .isInstanceOfSatisfying(
                        Decision.Wait.class,
                        wait -> assertThat(wait.reason()).startsWith("TooManyUnrevealedCommits: 10 commits"));
    }

    @Test
    void givesUpWithoutAnyWeight() {
        weights = List.of();
        assertFails("NoWeights", "Every uid with a positive weight has changed hands since the verdict");
    }

    @Test
    void givesUpACommitWithoutRoomForItsWeights() {
        var many = IntStream.rangeClosed(1, 1178)
                .mapToObj(uid -> new ChainWeight(uid, Verdicts.miner(1), 1))
                .toList();
        var owners = new HashMap<>(Map.of(0, US));
        many.forEach(each -> owners.put(each.uid(), each.hotkey()));
        var facts = new ChainFacts(US, 100, 7, owners, SELF, TERMS, TIMELOCKED);
        var proposal = new Proposal(Verdicts.NETUID, 1, "ab".repeat(32), List.of());
        assertThat(Planning.decide(new Draft(proposal, facts, many, 5, 0)))
                .isInstanceOfSatisfying(
                        Decision.Publish.class,
                        publish -> assertThat(publish.event())
                                .isInstanceOfSatisfying(
                                        WeightsFailed.class,
                                        failed -> assertThat(failed.error()).isEqualTo("CommitTooLong")));
    }
}

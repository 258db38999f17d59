package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.execute;
import static io.assay.chain.embedded.Scene.targets;
import static io.assay.chain.embedded.Scene.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.SubnetTerms;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subnets 3 and 4 are alike, subnet 5 has commit-reveal; Alice has uid 0 and Bob uid 1 on each. */
class BatchTest {
    private static final Call COMMITMENT = new Call.SetCommitment(NETUID, "x");
    private static final Call WRONG = weights(9, 1);
    private static final String WRONG_ERROR = "DispatchError[pallet=SubtensorModule, name=UidVecContainInvalidOne]";

    private EmbeddedChain chain;

    @BeforeEach
    void open(@TempDir Path directory) {
        var plain = Scene.spec();
        var subnets = Stream.of(terms(3), terms(4), terms(5).withCommitReveal(1))
                .map(terms -> Scene.subnet(terms, 4))
                .toList();
        var neurons = Stream.of(3, 4, 5)
                .flatMap(netuid -> plain.neurons().stream().map(one -> new GenesisNeuron(netuid, one.hotkey())))
                .toList();
        chain = Scene.open(directory, new ChainSpec(plain.blockInterval(), subnets, plain.stakesRao(), neurons));
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private static SubnetTerms terms(int netuid) {
        return new SubnetTerms(netuid, 9, 5, 7, 1, 65535, 100);
    }

    @Test
    void weightsOfSeveralSubnetsInOneCall() {
        var call =
                new Call.BatchSetWeights(List.of(3, 4), List.of(targets(1, 1), targets(0, 1, 1, 2)), List.of(7L, 8L));

        assertThat(execute(chain, ALICE, call)).isEqualTo(new ExtrinsicStatus.Succeeded(1));

        assertThat(weightsOfAlice(3)).hasSize(1);
        assertThat(weightsOfAlice(4)).hasSize(2);
        assertThat(Scene.events(chain))
                .contains(
                        "0 SubtensorModule.WeightsSet {netuid=3, uid=0}",
                        "0 SubtensorModule.WeightsSet {netuid=4, uid=0}",
                        "0 SubtensorModule.BatchWeightsCompleted {netuids=[3, 4], who=" + ALICE.address() + "}",
                        "0 System.ExtrinsicSuccess {}")
                .noneMatch(event -> event.contains("Errors"));
    }

    /** Subnet 4 has its weights although all others fail; the second of subnet 4 comes too soon after the first. */
    @Test
    void itemsOfABatchFailByThemselves() {
        var call = new Call.BatchSetWeights(
                List.of(3, 4, 5, 9, 4),
                List.of(targets(1, 1), targets(1, 1), targets(1, 1), targets(1, 1), targets(0, 1, 1, 1)),
                List.of(6L, 7L, 7L, 7L, 7L));

        assertThat(execute(chain, ALICE, call)).isEqualTo(new ExtrinsicStatus.Succeeded(1));

        assertThat(weightsOfAlice(3)).isEmpty();
        assertThat(weightsOfAlice(4)).hasSize(1);
        assertThat(Scene.events(chain))
                .containsSubsequence(
                        "0 SubtensorModule.WeightsSet {netuid=4, uid=0}",
                        "0 SubtensorModule.BatchCompletedWithErrors {}",
                        failed(3, "IncorrectWeightVersionKey"),
                        failed(5, "CommitRevealEnabled"),
                        failed(9, "CommitRevealEnabled"),
                        failed(4, "SettingWeightsTooFast"),
                        "0 SubtensorModule.BatchWeightsCompleted {netuids=[3, 4, 5, 9, 4], who=" + ALICE.address()
                                + "}",
                        "0 System.ExtrinsicSuccess {}");
    }

    private static String failed(int netuid, String errorName) {
        return "0 SubtensorModule.BatchWeightItemFailed {netuid=" + netuid
                + ", error=DispatchError[pallet=SubtensorModule, name=" + errorName + "]}";
    }

    @Test
    void listsOfABatchMustBeOfOneLength() {
        var fewWeights = new Call.BatchSetWeights(List.of(3, 4), List.of(targets(1, 1)), List.of(7L, 7L));
        var fewKeys = new Call.BatchSetWeights(List.of(3), List.of(targets(1, 1)), List.of());

        assertThat(Scene.refusal(chain, ALICE, fewWeights).customCode()).hasValue(18);
        assertThat(Scene.refusal(chain, ALICE, fewKeys).errorName()).isEqualTo("InputLengthsUnequal");
        assertThat(Scene.failureInBatch(chain, ALICE, fewWeights)).isEqualTo("InputLengthsUnequal");
    }

    @Test
    void batchNeedsStakeOnEachOfItsSubnets() {
        var call = new Call.BatchSetWeights(List.of(9, 3), List.of(targets(1, 1), targets(1, 1)), List.of(7L, 7L));

        assertThat(Scene.refusal(chain, EVE, call).errorName()).isEqualTo("NotEnoughStakeToSetWeights");
    }

    @Test
    void batchEndsAtTheFirstFailureAndKeepsWhatWasDone() {
        assertThat(execute(chain, ALICE, new Call.Batch(List.of(COMMITMENT, WRONG, weights(1, 1)))))
                .isEqualTo(new ExtrinsicStatus.Succeeded(1));

        assertThat(Scene.subnet(chain).commitments()).hasSize(1);
        assertThat(weightsOfAlice(3)).isEmpty();
        assertThat(Scene.events(chain))
                .containsSubsequence(
                        "0 Commitments.Commitment {netuid=3, who=" + ALICE.address() + "}",
                        "0 Utility.ItemCompleted {}",
                        "0 Utility.BatchInterrupted {index=1, error=" + WRONG_ERROR + "}",
                        "0 System.ExtrinsicSuccess {}")
                .noneMatch(event -> event.contains("BatchCompleted"));
    }

    @Test
    void batchAllDoesAllOrNothing() {
        assertThat(execute(chain, ALICE, new Call.BatchAll(List.of(COMMITMENT, WRONG))))
                .isEqualTo(new ExtrinsicStatus.Failed(1, "UidVecContainInvalidOne"));
        assertThat(Scene.subnet(chain).commitments()).isEmpty();
        assertThat(Scene.events(chain))
                .containsOnlyOnce("0 System.ExtrinsicFailed {dispatch_error=" + WRONG_ERROR + "}")
                .noneMatch(event -> event.contains("Commit") || event.contains("Item"));

        assertThat(execute(chain, ALICE, new Call.BatchAll(List.of(COMMITMENT, weights(1, 1)))))
                .isEqualTo(new ExtrinsicStatus.Succeeded(2));
        assertThat(Scene.subnet(chain).commitments()).hasSize(1);
        assertThat(weightsOfAlice(3)).hasSize(1);
        assertThat(Scene.events(chain)).contains("0 Utility.BatchCompleted {}");
    }

    @Test
    void forcedBatchGoesOnAfterFailures() {
        assertThat(execute(chain, ALICE, new Call.ForceBatch(List.of(WRONG, COMMITMENT, WRONG, weights(1, 1)))))
                .isEqualTo(new ExtrinsicStatus.Succeeded(1));

        assertThat(Scene.subnet(chain).commitments()).hasSize(1);
        assertThat(weightsOfAlice(3)).hasSize(1);
        assertThat(Scene.events(chain))
                .containsSubsequence(
                        "0 Utility.ItemFailed {error=" + WRONG_ERROR + "}",
                        "0 Utility.ItemCompleted {}",
                        "0 Utility.ItemFailed {error=" + WRONG_ERROR + "}",
                        "0 Utility.ItemCompleted {}",
                        "0 Utility.BatchCompletedWithErrors {}");
        execute(chain, ALICE, new Call.ForceBatch(List.of(COMMITMENT)));
        assertThat(Scene.events(chain)).contains("0 Utility.BatchCompleted {}");
    }

    /** The neuron of the first call sets the commitment of the second. */
    @Test
    void callOfABatchSeesWhatThoseBeforeItDid() {
        var calls = List.<Call>of(Scene.register(CHARLIE), new Call.SetCommitment(NETUID, "here"));

        assertThat(execute(chain, CHARLIE, new Call.Batch(calls))).isEqualTo(new ExtrinsicStatus.Succeeded(1));

        assertThat(Scene.subnet(chain).commitments().get(CHARLIE.address()))
                .isEqualTo(new Commitment("here", 1, 0, 100));
    }

    @Test
    void batchInABatchIsFilteredOut() {
        for (var inner :
                List.of(new Call.Batch(List.of()), new Call.BatchAll(List.of()), new Call.ForceBatch(List.of()))) {
            for (var outer : List.of(
                    new Call.Batch(List.of(COMMITMENT, inner)),
                    new Call.BatchAll(List.of(COMMITMENT, inner)),
                    new Call.ForceBatch(List.of(COMMITMENT, inner)))) {
                assertThat(execute(chain, ALICE, outer))
                        .isEqualTo(new ExtrinsicStatus.Failed(chain.head().number(), "CallFiltered"));
            }
        }
        assertThat(Scene.subnet(chain).commitments()).isEmpty();
    }

    @Test
    void refusesTooManyCalls() {
        var calls = Collections.nCopies(10_923, Scene.register(CHARLIE));

        assertThat(execute(chain, ALICE, new Call.Batch(calls)))
                .isEqualTo(new ExtrinsicStatus.Failed(1, "TooManyCalls"));
    }

    private List<?> weightsOfAlice(int netuid) {
        var subnet = Objects.requireNonNull(chain.state().subnets().get(netuid));
        return subnet.slots().getFirst().weights();
    }
}

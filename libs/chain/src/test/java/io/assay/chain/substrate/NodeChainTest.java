package io.assay.chain.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.Neuron;
import io.assay.chain.NotOnChainException;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.node.ChainNode;
import io.assay.chain.rpc.Endpoint;
import io.assay.chain.timelock.TimelockException;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client on the node of an embedded chain: both ends of the protocol, and the rules behind it. */
@Timeout(60)
class NodeChainTest {
    private static final int PLAIN = 3;
    private static final int SEALED = 4;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Hotkey BOB = Hotkey.fromUri("//Bob");
    private static final Hotkey CHARLIE = Hotkey.fromUri("//Charlie");
    private static final SubnetTerms TERMS = new SubnetTerms(PLAIN, 99, 5, 7, 1, 65_535, 100);
    private static final SubnetTerms COMMITS = new SubnetTerms(SEALED, 50, 5, 0, 1, 65_535, 100).withCommitReveal(1);

    @TempDir
    Path directory;

    private EmbeddedChain embedded;
    private ChainNode node;
    private SubstrateChain chain;

    @BeforeEach
    void start() {
        var spec = new ChainSpec(
                Duration.ofMillis(250),
                List.of(SubnetSpec.withDefaults(TERMS), SubnetSpec.withDefaults(COMMITS)),
                Map.of(ALICE.address(), 800L),
                List.of(
                        new GenesisNeuron(PLAIN, ALICE.address()),
                        new GenesisNeuron(PLAIN, BOB.address()),
                        new GenesisNeuron(SEALED, ALICE.address())));
        embedded = EmbeddedChain.open(directory, spec, Clock.systemUTC());
        node = ChainNode.start(embedded, 0);
        chain = SubstrateChain.open(TableNode.settings(Endpoint.parse(node.uri().toString())));
        produce(9);
    }

    @AfterEach
    void close() {
        chain.close();
        node.close();
        embedded.close();
    }

    @Test
    void readsWhatTheChainHas() {
        assertThat(chain.genesisHash()).isEqualTo(embedded.genesisHash());
        assertThat(chain.head()).isEqualTo(embedded.head());
        assertThat(chain.block(4)).isEqualTo(embedded.block(4));
        assertThat(chain.roster(PLAIN)).isEqualTo(embedded.roster(PLAIN));
        assertThat(chain.subnet(PLAIN)).isEqualTo(TERMS);
        assertThat(chain.subnet(SEALED)).isEqualTo(COMMITS);
        assertThatThrownBy(() -> chain.roster(5)).isInstanceOf(NotOnChainException.class);
    }

    @Test
    void weightsAreSet() {
        var signed = submit(ALICE, Call.SetWeights.of(PLAIN, List.of(new WeightTarget(1, 65_535)), 7));
        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Pending());

        produce(1);

        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Succeeded(10, List.of(), Set.of(PLAIN)));
        assertThat(neuron(ALICE).lastUpdate()).isEqualTo(10);
        assertThat(chain.nextNonce(ALICE.address())).isEqualTo(1);
    }

    @Test
    void aFailureHasTheChainsName() {
        var signed = submit(ALICE, new Call.SetWeights(PLAIN, List.of(1, 1), List.of(1, 2), 7));
        produce(1);

        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Failed(10, "DuplicateUids"));
    }

    @Test
    void aRefusalHasSubtensorsName() {
        assertThatThrownBy(() -> submit(BOB, new Call.SetWeights(PLAIN, List.of(1), List.of(1), 7)))
                .isInstanceOfSatisfying(ExtrinsicRefusedException.class, refused -> {
                    assertThat(refused.errorName()).isEqualTo("StakeAmountTooLow");
                    assertThat(refused.customCode()).hasValue(1);
                });
    }

    @Test
    void theSameBytesAreTakenAgain() {
        var signed = submit(CHARLIE, new Call.BurnedRegister(PLAIN, CHARLIE.address()));
        chain.submit(signed);
        produce(1);

        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Succeeded(10));
        assertThat(chain.roster(PLAIN).neurons()).hasSize(3);
    }

    @Test
    void anotherWithTheSameNonceUsurps() {
        var first = sign(CHARLIE, new Call.BurnedRegister(PLAIN, CHARLIE.address()));
        var second = submit(CHARLIE, new Call.BurnedRegister(SEALED, CHARLIE.address()));
        produce(1);

        assertThat(chain.status(second.id())).isEqualTo(new ExtrinsicStatus.Succeeded(10));
        assertThat(chain.status(first.id())).isEqualTo(new ExtrinsicStatus.Usurped());
        assertThatThrownBy(() -> chain.submit(first))
                .isInstanceOfSatisfying(
                        ExtrinsicRefusedException.class,
                        refused -> assertThat(refused.errorName()).isEqualTo("Stale"));
    }

    @Test
    void anExtrinsicExpiresWithItsEra() {
        var signed = sign(CHARLIE, new Call.BurnedRegister(PLAIN, CHARLIE.address()));
        produce(64);

        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Expired());
        assertThatThrownBy(() -> chain.submit(signed)).isInstanceOf(ExtrinsicRefusedException.class);
    }

    @Test
    void itemsOfABatchAreToldApart() {
        var signed = submit(
                ALICE,
                new Call.BatchSetWeights(
                        List.of(PLAIN, SEALED),
                        List.of(List.of(new WeightTarget(1, 1)), List.of(new WeightTarget(0, 1))),
                        List.of(7L, 0L)));
        produce(1);

        assertThat(chain.status(signed.id()))
                .isEqualTo(new ExtrinsicStatus.Succeeded(10, List.of("CommitRevealEnabled"), Set.of(PLAIN)));
    }

    @Test
    void aBucketIsCommittedTo() {
        var bucket = new BucketCommitment("b".repeat(32), "k".repeat(32), "s".repeat(64));
        var signed = submit(BOB, new Call.SetCommitment(PLAIN, bucket.encode()));
        produce(1);

        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Succeeded(10));
        assertThat(neuron(BOB).bucket()).isEqualTo(bucket);
    }

    @Test
    void aTimeLockedCommitIsTaken() throws TimelockException {
        var terms = chain.revealTerms(SEALED);
        var payload = new WeightsPayload(ALICE.address(), List.of(new WeightTarget(0, 65_535)), 0);
        var commit =
                TimelockedCommit.encrypt(payload.encode(), terms.beacon(), terms.revealRound(), new SecureRandom());

        var signed = submit(
                ALICE,
                new Call.CommitTimelockedWeights(
                        SEALED, Hex.of(commit.encode()), terms.revealRound(), terms.commitVersion()));
        produce(1);

        assertThat(terms.commitVersion()).isEqualTo(TimelockedCommit.VERSION);
        assertThat(terms.blockTime()).isEqualTo(Duration.ofMillis(250));
        assertThat(terms.schedule().epochBlocks()).isEqualTo(50);
        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Succeeded(10));
    }

    @Test
    void aNodeThatComesBackIsFoundAgain() {
        var port = node.uri().getPort();
        chain.awaitHead(8, LONG);
        node.close();
        embedded.produceBlock();
        node = ChainNode.start(embedded, port);

        assertThat(chain.awaitHead(9, LONG)).isEqualTo(embedded.head());
        produce(1);
        assertThat(chain.head()).isEqualTo(embedded.head());
    }

    private void produce(int blocks) {
        for (var i = 0; i < blocks; i++) {
            embedded.produceBlock();
        }
        var newest = embedded.head().number();
        assertThat(chain.awaitHead(newest - 1, LONG).number()).isEqualTo(newest);
    }

    private SignedExtrinsic submit(Hotkey signer, Call call) {
        var signed = sign(signer, call);
        chain.submit(signed);
        return signed;
    }

    private SignedExtrinsic sign(Hotkey signer, Call call) {
        return chain.sign(call, chain.nextNonce(signer.address()), signer);
    }

    private Neuron neuron(Hotkey hotkey) {
        return chain.roster(PLAIN).neurons().stream()
                .filter(neuron -> neuron.hotkey().equals(hotkey.address()))
                .findFirst()
                .orElseThrow();
    }
}

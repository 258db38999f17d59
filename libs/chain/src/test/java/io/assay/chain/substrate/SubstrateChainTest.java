package io.assay.chain.substrate;

import static io.assay.chain.substrate.Subnet3.ALICE;
import static io.assay.chain.substrate.Subnet3.BOB;
import static io.assay.chain.substrate.Subnet3.BUCKET;
import static io.assay.chain.substrate.Subnet3.NETUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Block;
import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.ChainException;
import io.assay.chain.Hex;
import io.assay.chain.Neuron;
import io.assay.chain.NotOnChainException;
import io.assay.chain.SubnetTerms;
import io.assay.chain.extrinsic.ChainIdentity;
import io.assay.chain.extrinsic.Era;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.Proof;
import io.assay.chain.extrinsic.ScaleExtrinsic;
import io.assay.chain.subtensor.ReceivedCall;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.chain.type.ScaleValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubstrateChainTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private TableNode node;
    private SubstrateChain chain;

    @BeforeEach
    void start() {
        node = Subnet3.fill(TableNode.start(Variants.withMetagraph()));
        node.answer("SubnetInfoRuntimeApi", "get_metagraph", Subnet3.metagraph(List.of(4_000L, 5_000L)));
        node.finalizeUpTo(100);
        chain = node.client();
    }

    @AfterEach
    void close() {
        chain.close();
        node.close();
    }

    @Test
    void theHeadIsTheNewestFinalBlockWithItsTime() {
        node.add(101_000);

        assertThat(chain.head()).isEqualTo(new Block(100, node.hash(100), Instant.ofEpochSecond(100)));
        assertThat(chain.genesisHash()).isEqualTo(node.hash(0));
    }

    @Test
    void aWaitEndsWithTheBlockThatTheNodeTellsOf() {
        assertThat(chain.awaitHead(99, LONG).number()).isEqualTo(100);
        Thread.ofVirtual().start(() -> node.finalizeUpTo(101));

        assertThat(chain.awaitHead(100, LONG).number()).isEqualTo(101);
        assertThat(chain.awaitHead(101, Duration.ZERO).number()).isEqualTo(101);
    }

    @Test
    void aFollowedHeadIsNotAskedForAgain() {
        chain.awaitHead(99, LONG);
        chain.head();
        var asked = node.asked("chain_getFinalizedHead");

        assertThat(chain.head().number()).isEqualTo(100);
        assertThat(node.asked("chain_getFinalizedHead")).isEqualTo(asked);
    }

    @Test
    void aNodeWithoutSubscriptionsIsAsked() {
        node.refuseSubscriptions();
        try (var asking = node.client()) {
            assertThat(asking.awaitHead(99, LONG).number()).isEqualTo(100);
            Thread.ofVirtual().start(() -> node.finalizeUpTo(101));

            assertThat(asking.awaitHead(100, LONG).number()).isEqualTo(101);
        }
    }

    @Test
    void blocksAreThereUpToTheFinalHead() {
        node.add(101_000);

        assertThat(chain.block(7)).isEqualTo(new Block(7, node.hash(7), Instant.ofEpochSecond(7)));
        assertThatThrownBy(() -> chain.block(101))
                .isInstanceOf(NotOnChainException.class)
                .hasMessage("the chain's finalized head is block 100, asked for: 101");
    }

    @Test
    void aRosterIsReadByStorageAndStakesByTheRuntime() {
        var roster = chain.roster(NETUID);

        assertThat(roster.at().number()).isEqualTo(100);
        assertThat(roster.neurons())
                .containsExactly(
                        new Neuron(0, ALICE.address(), 4_000, true, 7, 0, 1, 41, null, 2),
                        new Neuron(1, BOB.address(), 5_000, false, 9, 1, 0.2, 59, BUCKET, 5));
    }

    @Test
    void aRuntimeThatDescribesNoMetagraphHasStakesInStorage() {
        try (var older = Subnet3.fill(TableNode.start(Variants.subtensor()))) {
            older.finalizeUpTo(3);
            try (var client = older.client()) {
                assertThat(client.roster(NETUID).neurons())
                        .extracting(Neuron::stakeRao)
                        .containsExactly(100L, 101L);
            }
        }
    }

    @Test
    void aCommitmentToSomethingElseIsNoBucket() {
        Subnet3.commitment(node, BOB, Subnet3.field("Raw128", "ü".repeat(BucketCommitment.LENGTH)));
        Subnet3.commitment(node, ALICE, Subnet3.field("Raw4", "none"), Subnet3.field("Raw128", BUCKET.encode()));
        node.finalizeUpTo(101);

        chain.awaitHead(100, LONG);
        assertThat(chain.roster(NETUID).neurons()).extracting(Neuron::bucket).containsExactly(BUCKET, null);
    }

    @Test
    void allOfARosterIsOfOneBlock() {
        chain.awaitHead(99, LONG);
        node.hush();
        var read = ConcurrentHashMap.<String>newKeySet();
        node.before("state_queryStorageAt", params -> {
            read.add(params.text(1, "at"));
            node.finalizeUpTo(101 + read.size());
        });

        var roster = chain.roster(NETUID);

        assertThat(read).containsExactly(roster.at().hash());
        assertThat(roster.neurons()).hasSize(2);
    }

    @Test
    void termsAreReadAndWhatIsNotStoredIsTheRuntimesDefault() {
        Subnet3.subtensor(node, "Tempo", ScaleValue.of(99));
        Subnet3.subtensor(node, "WeightsVersionKey", ScaleValue.of(12));
        Subnet3.subtensor(node, "WeightsSetRateLimit", ScaleValue.of(100));
        Subnet3.subtensor(node, "MaxWeightsLimit", ScaleValue.of(65_535));
        Subnet3.subtensor(node, "CommitRevealWeightsEnabled", ScaleValue.of(true));
        node.store("SubtensorModule", "StakeThreshold", ScaleValue.of(1_000));
        node.finalizeUpTo(101);

        chain.awaitHead(100, LONG);
        assertThat(chain.subnet(NETUID)).isEqualTo(new SubnetTerms(NETUID, 99, 100, 12, 0, 65_535, 1_000, true, 1));
    }

    @Test
    void aSubnetThatWasNotAddedIsNotThere() {
        assertThatThrownBy(() -> chain.subnet(4))
                .isInstanceOf(NotOnChainException.class)
                .hasMessage("the chain has no subnet 4 at block 100");
        assertThatThrownBy(() -> chain.roster(4)).isInstanceOf(NotOnChainException.class);
        assertThatThrownBy(() -> chain.revealTerms(4)).isInstanceOf(NotOnChainException.class);
    }

    @Test
    void revealsFollowTheLastEpoch() {
        Subnet3.beacon(node, Beacon.quicknet());
        node.store("Drand", "LastStoredRound", ScaleValue.of(77));
        node.store("SubtensorModule", "CommitRevealWeightsVersion", ScaleValue.of(4));
        Subnet3.subtensor(node, "LastEpochBlock", ScaleValue.of(50));
        Subnet3.subtensor(node, "PendingEpochAt", ScaleValue.of(120));
        node.finalizeUpTo(101);

        chain.awaitHead(100, LONG);
        var terms = chain.revealTerms(NETUID);

        assertThat(terms.schedule()).isEqualTo(RevealSchedule.moving(50, 120, 360, 101, 1));
        assertThat(terms.at().number()).isEqualTo(101);
        assertThat(terms.beacon()).isEqualTo(Beacon.quicknet());
        assertThat(terms.lastStoredRound()).isEqualTo(77);
        assertThat(terms.commitVersion()).isEqualTo(4);
        assertThat(terms.blockTime()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void onOlderRuntimesEpochsLieStill() {
        try (var older = Subnet3.fill(TableNode.start(Variants.without("LastEpochBlock")))) {
            Subnet3.beacon(older, Beacon.quicknet());
            older.finalizeUpTo(10);
            try (var client = older.client()) {
                assertThat(client.revealTerms(NETUID).schedule()).isEqualTo(RevealSchedule.fixed(NETUID, 360, 10, 1));
            }
        }
    }

    @Test
    void aRuntimeWithoutTimeLockedCommitsSaysSo() {
        try (var older = Subnet3.fill(TableNode.start(Variants.without("CommitRevealWeightsVersion")))) {
            older.finalizeUpTo(10);
            try (var client = older.client()) {
                assertThatThrownBy(() -> client.revealTerms(NETUID))
                        .isInstanceOf(NotOnChainException.class)
                        .hasMessage("runtime node-subtensor 425 has no time-locked commits");
            }
        }
    }

    @Test
    void whatIsSignedIsGoodForAnEraFromTheHead() {
        var call = new Call.SetWeights(NETUID, List.of(0, 1), List.of(65_535, 3), 12);

        var signed = chain.sign(call, 5, ALICE);

        var codec = new ExtrinsicCodec(node.metadata());
        var sent = (ScaleExtrinsic.Signed) codec.decode(Hex.bytes(signed.bytes()));
        var identity = new ChainIdentity(ScaleValue.of(Hex.bytes(node.hash(0))), SubtensorRuntime.SPEC_VERSION, 1);
        assertThat(codec.verify(sent, identity, ScaleValue.of(Hex.bytes(node.hash(100)))))
                .isEqualTo(Proof.VALID);
        assertThat(sent.signer()).isEqualTo(ALICE.address());
        assertThat(sent.extra().nonce()).isEqualTo(5);
        assertThat(sent.extra().era()).isEqualTo(Era.mortal(64, 100));
        assertThat(ReceivedCall.of(node.metadata().decodeCall(sent.call().value())))
                .contains(call);
        assertThat(signed.id().hash()).isEqualTo(Hex.of(codec.hash(sent)));
        assertThat(signed.id().birth()).isEqualTo(100);
        assertThat(signed.id().death()).isEqualTo(164);
        assertThat(signed.id().nonce()).isEqualTo(5);
        assertThat(signed.id().signer()).isEqualTo(ALICE.address());
    }

    @Test
    void aCallThatTheRuntimeDoesNotHaveIsNamed() {
        try (var older = TableNode.start(Variants.without("commit_weights"))) {
            older.finalizeUpTo(3);
            try (var client = older.client()) {
                assertThatThrownBy(() -> client.sign(new Call.CommitWeights(NETUID, "0x" + "00".repeat(32)), 5, ALICE))
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("signing of CommitWeights")
                        .hasMessageContaining("no call SubtensorModule.commit_weights");
            }
        }
    }

    @Test
    void submittingHandsOverTheBytes() {
        var signed = chain.sign(new Call.BurnedRegister(NETUID, ALICE.address()), 0, ALICE);

        chain.submit(signed);

        assertThat(node.pool()).extracting(Hex::of).containsExactly(signed.bytes());
    }

    @Test
    void theNextNonceIsTheNodes() {
        node.nonce(BOB.address(), 42);

        assertThat(chain.nextNonce(BOB.address())).isEqualTo(42);
    }

    @Test
    void metadataAreReadOncePerVersion() {
        chain.roster(NETUID);
        chain.subnet(NETUID);
        var asked = node.asked("state_call") + node.asked("state_getMetadata");

        chain.subnet(NETUID);

        assertThat(node.asked("state_call") + node.asked("state_getMetadata")).isEqualTo(asked);
    }

    @Test
    void aClosedChainIsNotAsked() {
        chain.close();

        assertThatThrownBy(chain::head).isInstanceOf(ChainException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> chain.awaitHead(1_000, LONG)).isInstanceOf(ChainException.class);
    }
}

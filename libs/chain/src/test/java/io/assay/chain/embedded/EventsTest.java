package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BEGIN;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.submit;
import static io.assay.chain.embedded.Scene.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import io.assay.chain.timelock.HashCommit;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block every second and a round in every block, from round 2 on in block 1. */
class EventsTest {
    @TempDir
    private Path directory;

    @Test
    void everyExtrinsicHasItsEventsInOrder() {
        try (var chain = open(Scene.spec())) {
            submit(chain, CHARLIE, Scene.register(CHARLIE));
            submit(chain, ALICE, Scene.weights(1, 5));
            submit(chain, BOB, Scene.weights(9, 1));
            submit(chain, BOB, new Call.SetCommitment(NETUID, "x"));
            chain.produceBlock();

            assertThat(Scene.events(chain))
                    .containsExactly(
                            "null Drand.NewPulse {rounds=[1, 2]}",
                            "0 SubtensorModule.NeuronRegistered {netuid=3, uid=2, hotkey=" + CHARLIE.address() + "}",
                            "0 System.ExtrinsicSuccess {}",
                            "1 SubtensorModule.WeightsSet {netuid=3, uid=0}",
                            "1 System.ExtrinsicSuccess {}",
                            "2 System.ExtrinsicFailed {dispatch_error=DispatchError[pallet=SubtensorModule,"
                                    + " name=UidVecContainInvalidOne]}",
                            "3 Commitments.Commitment {netuid=3, who=" + BOB.address() + "}",
                            "3 System.ExtrinsicSuccess {}");
        }
    }

    @Test
    void commitsAndRevealsAreTold() {
        try (var chain = open(Scene.spec(Scene.TERMS.withCommitReveal(1), 4))) {
            var hash = Hex.of(new HashCommit(BOB.address(), NETUID, targets(0, 1), List.of(), 7).hash());
            var timelocked = timelocked(chain);
            submit(chain, ALICE, timelocked);
            submit(chain, BOB, new Call.CommitWeights(NETUID, hash));
            chain.produceBlock();
            assertThat(Scene.events(chain))
                    .contains(
                            "0 SubtensorModule.TimelockedWeightsCommitted {who=" + ALICE.address()
                                    + ", netuid=3, commit_hash="
                                    + Hex.of(Blake2b.hash256(Hex.bytes(timelocked.commit()))) + ", reveal_round=9}",
                            "1 SubtensorModule.WeightsCommitted {who=" + BOB.address() + ", netuid=3, commit_hash="
                                    + hash + "}");

            Scene.produceTo(chain, 8);
            submit(chain, BOB, new Call.RevealWeights(NETUID, List.of(0), List.of(1), List.of(), 7));
            chain.produceBlock();
            assertThat(Scene.events(chain))
                    .containsExactly(
                            "null Drand.NewPulse {rounds=[10]}",
                            "null SubtensorModule.WeightsSet {netuid=3, uid=0}",
                            "null SubtensorModule.TimelockedWeightsRevealed {netuid=3, who=" + ALICE.address() + "}",
                            "null SubtensorModule.IncentiveAlphaEmittedToMiners {netuid=3, emissions=[0, 4504]}",
                            "0 SubtensorModule.WeightsSet {netuid=3, uid=1}",
                            "0 SubtensorModule.WeightsRevealed {who=" + BOB.address() + ", netuid=3, commit_hash="
                                    + hash + "}",
                            "0 System.ExtrinsicSuccess {}");
        }
    }

    @Test
    void recentBlocksKeepTheirEventsAndStatesOverARestart() {
        ExecutedBlock second;
        try (var chain = open(Scene.spec())) {
            submit(chain, CHARLIE, Scene.register(CHARLIE));
            chain.produceBlock();
            submit(chain, ALICE, Scene.weights(1, 5));
            chain.produceBlock();
            second = chain.recent(2).orElseThrow();
            chain.produceBlock();
            assertThat(chain.recent(0).orElseThrow().events()).isEmpty();
            assertThat(chain.recent(4)).isEmpty();
        }
        try (var chain = open(Scene.spec())) {
            assertThat(chain.recent(2)).contains(second);
            assertThat(second.state().number()).isEqualTo(2);
            assertThat(second.header().hash()).isEqualTo(second.block().hash());
            assertThat(second.header().parentHash()).isEqualTo(chain.block(1).hash());
        }
    }

    /** 256 and the one that they follow. */
    @Test
    void olderBlocksAreKnownByHashAndTimeOnly() {
        try (var chain = open(Scene.spec())) {
            var first = chain.produceBlock();
            Scene.produceTo(chain, 1 + EmbeddedChain.RECENT_BLOCKS);
            assertThat(chain.recent(1)).isPresent();
            chain.produceBlock();

            assertThat(chain.recent(1)).isEmpty();
            assertThat(chain.block(1)).isEqualTo(first);
        }
    }

    private EmbeddedChain open(ChainSpec plain) {
        var beacon = new BeaconSpec(BEGIN, Duration.ofSeconds(1));
        return EmbeddedChain.open(
                directory,
                new ChainSpec(plain.blockInterval(), plain.subnets(), plain.stakesRao(), plain.neurons(), beacon),
                new TickingClock(BEGIN, Duration.ofSeconds(1)));
    }

    private static Call.CommitTimelockedWeights timelocked(EmbeddedChain chain) {
        var payload = new WeightsPayload(ALICE.address(), targets(1, 1), 7).encode();
        var commit = TimelockedCommit.encrypt(payload, chain.state().drand().beacon(), 9, new SecureRandom());
        return new Call.CommitTimelockedWeights(NETUID, Hex.of(commit.encode()), 9, TimelockedCommit.VERSION);
    }
}

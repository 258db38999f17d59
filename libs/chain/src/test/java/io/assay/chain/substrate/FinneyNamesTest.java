package io.assay.chain.substrate;

import static io.assay.chain.substrate.Subnet3.ALICE;
import static io.assay.chain.substrate.Subnet3.NETUID;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.Neuron;
import io.assay.chain.metadata.Finney;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeShape;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Everything that the client does, on nodes with mainnet's own metadata: each name that it asks for is there, with a type that it reads. */
@Timeout(60)
class FinneyNamesTest {
    static final List<String> BLOBS = Finney.BLOBS;
    private static final long STAKE = 4_000_000_000L;

    @ParameterizedTest
    @FieldSource("BLOBS")
    void readsSignsAndFollows(String blob) throws IOException {
        var metadata = Finney.metadata(blob);
        var spec = metadata.specVersion().orElseThrow();
        try (var node = fill(TableNode.start(Finney.bytes(blob), spec))) {
            node.finalizeUpTo(10);
            try (var chain = node.client()) {
                assertReads(chain);
                assertSigns(chain);
                assertFollows(node, chain);
            }
        }
    }

    private static void assertReads(SubstrateChain chain) {
        assertThat(chain.roster(NETUID).neurons())
                .containsExactly(new Neuron(0, ALICE.address(), STAKE, true, 7, 1, 0, 59, Subnet3.BUCKET, 2));
        var terms = chain.subnet(NETUID);
        assertThat(terms.tempo()).isEqualTo(360);
        assertThat(terms.commitReveal()).isTrue();
        var reveal = chain.revealTerms(NETUID);
        assertThat(reveal.beacon()).isEqualTo(Beacon.quicknet());
        assertThat(reveal.blockTime()).isEqualTo(Duration.ofSeconds(12));
        assertThat(reveal.schedule()).isEqualTo(RevealSchedule.fixed(NETUID, 360, 10, terms.revealPeriodEpochs()));
    }

    private static void assertSigns(SubstrateChain chain) {
        var hash = "0x" + "ab".repeat(32);
        var set = new Call.SetWeights(NETUID, List.of(0), List.of(65_535), 1);
        for (var call : List.of(
                set,
                new Call.BatchSetWeights(List.of(NETUID), List.of(List.of()), List.of(1L)),
                new Call.CommitWeights(NETUID, hash),
                new Call.RevealWeights(NETUID, List.of(0), List.of(65_535), List.of(1), 1),
                new Call.CommitTimelockedWeights(NETUID, hash, 1_000, 4),
                new Call.SetCommitment(NETUID, Subnet3.BUCKET.encode()),
                new Call.BurnedRegister(NETUID, ALICE.address()),
                new Call.Batch(List.of(set)),
                new Call.BatchAll(List.of(set)),
                new Call.ForceBatch(List.of(set)))) {
            assertThat(chain.sign(call, 0, ALICE).id().birth()).isEqualTo(10);
        }
    }

    private static void assertFollows(TableNode node, SubstrateChain chain) {
        var signed = chain.sign(new Call.BurnedRegister(NETUID, ALICE.address()), 0, ALICE);
        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Unknown());
        var metadata = node.metadata();
        node.storeBytes("System", "Events", failed(metadata));
        node.add(11_000, Hex.bytes(signed.bytes()));
        node.finalizeUpTo(11);

        chain.awaitHead(10, Duration.ofSeconds(30));
        assertThat(chain.status(signed.id())).isEqualTo(new ExtrinsicStatus.Failed(11, "SettingWeightsTooFast"));
    }

    private static TableNode fill(TableNode node) {
        var metadata = node.metadata();
        Subnet3.subtensor(node, "NetworksAdded", ScaleValue.of(true));
        Subnet3.subtensor(node, "Tempo", ScaleValue.of(360));
        Subnet3.subtensor(node, "LastUpdate", ScaleValue.numbers(7));
        Subnet3.subtensor(node, "Incentive", ScaleValue.numbers(65_535));
        Subnet3.subtensor(node, "Dividends", ScaleValue.numbers(0));
        Subnet3.subtensor(node, "Emission", ScaleValue.numbers(59));
        Subnet3.subtensor(node, "ValidatorPermit", ScaleValue.sequence(ScaleValue.of(true)));
        node.store("SubtensorModule", "Keys", Subnet3.account(ALICE), Subnet3.ID, ScaleValue.of(0));
        node.store("SubtensorModule", "BlockAtRegistration", ScaleValue.of(2), Subnet3.ID, ScaleValue.of(0));
        node.store("SubtensorModule", "TotalHotkeyAlpha", ScaleValue.of(STAKE), Subnet3.account(ALICE), Subnet3.ID);
        Subnet3.commitment(node, ALICE, Subnet3.field("Raw128", Subnet3.BUCKET.encode()));
        Subnet3.beacon(node, Beacon.quicknet());
        if (metadata.version() > 14) {
            node.answer("SubnetInfoRuntimeApi", "get_metagraph", metagraph(metadata));
        }
        return node;
    }

    /** Zeros but for what is read of it. */
    private static ScaleValue metagraph(RuntimeMetadata metadata) {
        var answer =
                metadata.api("SubnetInfoRuntimeApi", "get_metagraph").method().output();
        var some = new byte[1 << 14];
        some[0] = 1;
        var zeros = metadata.codec()
                .decode(answer, new ScaleReader(some))
                .asOption()
                .orElseThrow();
        var fields = new LinkedHashMap<>(((ScaleValue.Composite) zeros).fields());
        fields.put("hotkeys", ScaleValue.sequence(Subnet3.account(ALICE)));
        fields.put("total_stake", ScaleValue.sequence(ScaleValue.of(STAKE)));
        return ScaleValue.some(ScaleValue.composite(fields));
    }

    /** System.ExtrinsicFailed of the first extrinsic, with SettingWeightsTooFast. */
    private static byte[] failed(RuntimeMetadata metadata) {
        var pallet = metadata.pallet("SubtensorModule");
        var errors = (TypeShape.Variants) metadata.types().core(pallet.errors().orElseThrow());
        var error = errors.byName("SettingWeightsTooFast").orElseThrow();
        return HexFormat.of()
                .parseHex("04" + "0000000000" + "0001" + "03%02x%02x000000".formatted(pallet.index(), error.index())
                        + "00000000" + "00");
    }
}

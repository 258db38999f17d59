package io.assay.chain.substrate;

import static io.assay.chain.substrate.Subnet3.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Call;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.metadata.EventRecord;
import io.assay.chain.type.ScaleValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An extrinsic signed at block 10, good up to block 73. */
@Timeout(60)
class FatesTest {
    private static final ScaleValue TOO_FAST =
            ScaleValue.variant("Module", ScaleValue.composite(Map.of("index", ScaleValue.of(7), "error", bytes(10))));
    private static final int BIRTH = 10;
    private static final int DEATH = 74;

    private TableNode node;
    private SubstrateChain chain;
    private SignedExtrinsic signed;

    @BeforeEach
    void start() {
        node = Subnet3.fill(TableNode.start(Variants.subtensor()));
        node.finalizeUpTo(BIRTH);
        chain = node.client();
        signed = chain.sign(new Call.BurnedRegister(3, ALICE.address()), 4, ALICE);
    }

    @AfterEach
    void close() {
        chain.close();
        node.close();
    }

    @Test
    void theSignersEraIsThatOfTheTest() {
        assertThat(signed.id().birth()).isEqualTo(BIRTH);
        assertThat(signed.id().death()).isEqualTo(DEATH);
    }

    @Test
    void succeededInAFinalBlock() {
        include(event(1, "System", "ExtrinsicSuccess", Map.of("dispatch_info", dispatchInfo())));
        finalizeUpTo(12);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Succeeded(11));
    }

    @Test
    void itemsOfABatchFailByTheirErrors() {
        var failed = event(1, "SubtensorModule", "BatchWeightItemFailed", batchItem());
        var item = event(1, "Utility", "ItemFailed", Map.of("error", ScaleValue.variant("BadOrigin")));
        var others = event(0, "Utility", "ItemFailed", Map.of("error", ScaleValue.variant("CannotLookup")));
        var set = event(1, "SubtensorModule", "WeightsSet", weightsSet(5));
        var setByOthers = event(0, "SubtensorModule", "WeightsSet", weightsSet(6));
        include(
                set,
                setByOthers,
                failed,
                others,
                item,
                event(1, "System", "ExtrinsicSuccess", Map.of("dispatch_info", dispatchInfo())));
        finalizeUpTo(12);

        assertThat(status())
                .isEqualTo(new ExtrinsicStatus.Succeeded(11, List.of("SettingWeightsTooFast", "BadOrigin"), Set.of(5)));
    }

    @Test
    void failedByTheNameOfTheError() {
        include(event(
                1, "System", "ExtrinsicFailed", Map.of("dispatch_error", TOO_FAST, "dispatch_info", dispatchInfo())));
        finalizeUpTo(12);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Failed(11, "SettingWeightsTooFast"));
    }

    @Test
    void anExtrinsicWithoutAnEndIsAFaultOfTheNode() {
        include();
        finalizeUpTo(12);

        assertThatThrownBy(this::status)
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("events of block 11")
                .hasMessageContaining("none of the extrinsic's 0 events");
    }

    @Test
    void pendingWhileItIsInThePool() {
        chain.submit(signed);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Pending());
    }

    @Test
    void inABlockThatIsNotFinal() {
        chain.submit(signed);
        node.add(11_000);
        node.add(12_000, inherent(), bytes());
        node.add(13_000);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.InBlock(12));
    }

    @Test
    void unknownOnceThePoolHasDroppedIt() {
        chain.submit(signed);
        node.emptyPool();
        finalizeUpTo(DEATH - 2);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Unknown());
    }

    @Test
    void expiredWhenTheLastBlockOfItsEraIsFinal() {
        chain.submit(signed);
        finalizeUpTo(DEATH - 1);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Expired());
    }

    @Test
    void usurpedWhenItsNonceIsUsedAndItIsInNoBlock() {
        account(5);
        finalizeUpTo(12);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Usurped());
    }

    @Test
    void notUsurpedWhileItsNonceIsTheNext() {
        account(4);
        finalizeUpTo(12);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Unknown());
    }

    @Test
    void foundEvenIfItsNonceIsUsedAndItsEraIsOver() {
        include(event(1, "System", "ExtrinsicSuccess", Map.of("dispatch_info", dispatchInfo())));
        account(5);
        finalizeUpTo(DEATH + 9);

        assertThat(status()).isEqualTo(new ExtrinsicStatus.Succeeded(11));
    }

    @Test
    void whoAsksAgainAsksForNewBlocksOnly() {
        finalizeUpTo(20);
        status();
        var asked = node.asked("chain_getBlock");
        status();
        var polled = node.asked("chain_getBlock") - asked;
        finalizeUpTo(22);
        status();

        // Of the best chain, one block is looked at: the final one itself.
        assertThat(polled).isEqualTo(1);
        assertThat(node.asked("chain_getBlock") - asked).isEqualTo(4);
    }

    @Test
    void aBlockThatIsGoneIsNoReasonToCallItExpired() {
        finalizeUpTo(DEATH);
        node.instead("chain_getBlock", params -> {
            throw TableNode.refusal(TableNode.UNKNOWN_BLOCK, "Client error: UnknownBlock: " + params.text(0, "hash"));
        });

        assertThatThrownBy(this::status).isInstanceOf(ChainException.class).hasMessageContaining("chain_getBlock");
    }

    @Test
    void blocksThatDoNotFollowOneAnotherProveNothing() {
        finalizeUpTo(DEATH);
        node.instead(
                "chain_getBlock",
                params -> Map.of(
                        "block",
                        Map.of(
                                "header",
                                Map.of("number", number(params.text(0, "hash")), "parentHash", node.hash(0)),
                                "extrinsics",
                                List.of())));

        assertThatThrownBy(this::status)
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("block 11 does not follow the block before it");
    }

    /** The second node has another block 11 and does not know yet that it is none. */
    @Test
    void aNodeThatIsBehindIsNotAskedForFinalBlocks() {
        try (var behind = Subnet3.fill(TableNode.start(Variants.subtensor()))) {
            behind.finalizeUpTo(BIRTH);
            behind.add(11_500);
            behind.add(12_500);
            var settings = TableNode.settings(node.endpoint(), behind.endpoint());
            try (var both = SubstrateChain.open(settings)) {
                include(event(1, "System", "ExtrinsicSuccess", Map.of("dispatch_info", dispatchInfo())));
                node.finalizeUpTo(12);
                assertThat(both.awaitHead(11, Duration.ofSeconds(30)).number()).isEqualTo(12);
                node.close();

                assertThatThrownBy(() -> both.status(signed.id()))
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("has finalized block 10 and is behind");
                assertThatThrownBy(() -> both.block(11)).isInstanceOf(ChainException.class);
            }
        }
    }

    private String number(String hash) {
        for (var number = 0; number <= DEATH; number++) {
            if (node.hash(number).equals(hash)) {
                return "0x" + Integer.toHexString(number);
            }
        }
        throw new IllegalArgumentException(hash);
    }

    @Test
    void anExtrinsicOfAnotherChainsEraIsUnknownBelowItsBirth() {
        var later = new ExtrinsicId(signed.id().hash(), ALICE.address(), 4, 1_000, 1_064);

        assertThat(chain.status(later)).isEqualTo(new ExtrinsicStatus.Unknown());
    }

    private ExtrinsicStatus status() {
        return chain.status(signed.id());
    }

    private void finalizeUpTo(int number) {
        node.finalizeUpTo(number);
        chain.awaitHead(number - 1, Duration.ofSeconds(30));
    }

    /** Puts it into block 11, after an inherent. */
    private void include(EventRecord... events) {
        var inherents = event(0, "System", "ExtrinsicSuccess", Map.of("dispatch_info", dispatchInfo()));
        var all = Stream.concat(Stream.of(inherents), Stream.of(events)).toList();
        node.storeBytes("System", "Events", node.metadata().events().encode(all));
        node.add(11_000, inherent(), bytes());
        node.storeBytes("System", "Events", node.metadata().events().encode(List.of()));
    }

    private void account(long nonce) {
        var zero = ScaleValue.of(0);
        var data = ScaleValue.composite(Map.of("free", zero, "reserved", zero, "frozen", zero, "flags", zero));
        var account = ScaleValue.composite(Map.of(
                "nonce",
                ScaleValue.of(nonce),
                "consumers",
                zero,
                "providers",
                zero,
                "sufficients",
                zero,
                "data",
                data));
        node.store("System", "Account", account, Subnet3.account(ALICE));
    }

    private byte[] bytes() {
        return Hex.bytes(signed.bytes());
    }

    private byte[] inherent() {
        return Subnet3.timestamp(node.metadata(), 11_000);
    }

    private static EventRecord event(
            int extrinsic, String pallet, String name, Map<String, ? extends ScaleValue> fields) {
        return new EventRecord(
                new EventRecord.Phase.ApplyExtrinsic(extrinsic), pallet, name, ScaleValue.composite(fields), List.of());
    }

    private static Map<String, ScaleValue> batchItem() {
        var fields = new LinkedHashMap<String, ScaleValue>();
        fields.put("0", ScaleValue.of(3));
        fields.put("1", TOO_FAST);
        return fields;
    }

    private static Map<String, ScaleValue> weightsSet(int netuid) {
        var fields = new LinkedHashMap<String, ScaleValue>();
        fields.put("0", ScaleValue.of(netuid));
        fields.put("1", ScaleValue.of(2));
        return fields;
    }

    private static ScaleValue dispatchInfo() {
        var weight = Map.of("ref_time", ScaleValue.of(1), "proof_size", ScaleValue.of(1));
        return ScaleValue.composite(Map.of(
                "weight", ScaleValue.composite(weight),
                "class", ScaleValue.variant("Normal"),
                "pays_fee", ScaleValue.variant("Yes")));
    }

    private static ScaleValue bytes(int first) {
        return ScaleValue.of(new byte[] {(byte) first, 0, 0, 0});
    }
}

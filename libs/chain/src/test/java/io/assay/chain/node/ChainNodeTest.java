package io.assay.chain.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Hex;
import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.metadata.MetadataReader;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.rpc.Endpoint;
import io.assay.chain.rpc.RpcClient;
import io.assay.chain.rpc.RpcEvent;
import io.assay.chain.rpc.RpcException;
import io.assay.chain.rpc.RpcSettings;
import io.assay.chain.rpc.RpcSubscription;
import io.assay.chain.rpc.SubscriptionRequest;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.type.ScaleValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

@Timeout(60)
class ChainNodeTest {
    private static final String ALICE = Hotkey.fromUri("//Alice").address();
    private static final ChainSpec SPEC = new ChainSpec(
            Duration.ofSeconds(12),
            List.of(
                    SubnetSpec.withDefaults(new SubnetTerms(3, 40, 10, 7, 1, 0xFFFF, 100)),
                    SubnetSpec.withDefaults(new SubnetTerms(5, 20, 30, 8, 2, 100, 100).withCommitReveal(2))),
            Map.of(ALICE, 1000L),
            List.of(new GenesisNeuron(3, ALICE)));

    private EmbeddedChain chain;
    private ChainNode node;
    private RpcClient client;

    @BeforeEach
    void start(@TempDir Path directory) {
        chain = EmbeddedChain.open(directory, SPEC, Clock.systemUTC());
        node = ChainNode.start(chain, 0);
        client =
                RpcClient.start(RpcSettings.of(List.of(Endpoint.parse(node.uri().toString()))));
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
        chain.close();
    }

    @Test
    void metadataOfBothVersionsAreOfOneRuntime() {
        var fourteen = MetadataReader.read(bytes("state_getMetadata"));
        var fifteen = MetadataReader.readAnswer(bytes("state_call", "Metadata_metadata_at_version", "0x0f000000"))
                .orElseThrow();

        assertThat(fourteen.version()).isEqualTo(14);
        assertThat(fifteen.version()).isEqualTo(15);
        assertThat(fourteen.specVersion()).hasValue(SubtensorRuntime.SPEC_VERSION);
        assertThat(fourteen.pallets()).hasSameSizeAs(fifteen.pallets());
        assertThat(client.call("state_call", List.of("Metadata_metadata_at_version", "0x10000000"))
                        .asString())
                .isEqualTo("0x00");
        assertThat(client.call("state_call", List.of("Metadata_metadata_versions", "0x"))
                        .asString())
                .isEqualTo("0x080e0000000f000000");
        assertThat(fifteen.constant("Aura", "SlotDuration").asLong()).isEqualTo(12_000);
    }

    /** A described item that nobody fills would look like an empty map. */
    @Test
    void everyDescribedItemIsServedAndNoOther() {
        var described = new ArrayList<String>();
        for (var pallet : metadata().pallets()) {
            pallet.storage()
                    .ifPresent(storage ->
                            storage.entries().forEach(entry -> described.add(pallet.name() + "." + entry.name())));
        }
        var runtime = new NodeRuntime(SubtensorRuntime.with(Duration.ofSeconds(1)));
        var served = ChainNode.items(runtime).stream()
                .map(item -> item.pallet() + "." + item.name())
                .toList();

        assertThat(served).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void readsOneValueOfEachSubnet() {
        assertThat(number("SubtensorModule", "Tempo", ScaleValue.of(5))).isEqualTo(20);
        assertThat(number("SubtensorModule", "WeightsSetRateLimit", ScaleValue.of(3)))
                .isEqualTo(10);
        assertThat(number("SubtensorModule", "StakeThreshold")).isEqualTo(100);
        assertThat(read("SubtensorModule", "CommitRevealWeightsEnabled", ScaleValue.of(5))
                        .asBool())
                .isTrue();
        assertThat(client.call("state_getStorage", List.of(key("SubtensorModule", "Tempo", ScaleValue.of(4))))
                        .isNull())
                .isTrue();
    }

    @Test
    void pagesThroughKeysInTheirOrder() {
        var all = keys("0x", 1000, null);
        var page = keys("0x", 5, null);
        var next = keys("0x", 5, page.getLast());

        assertThat(all).isSorted().doesNotHaveDuplicates().startsWith(page.toArray(String[]::new));
        assertThat(all.subList(5, 10)).isEqualTo(next);
        var tempo = Hex.of(metadata().storage("SubtensorModule", "Tempo").prefix());
        assertThat(keys(tempo, 1000, null)).hasSize(2).allMatch(key -> key.startsWith(tempo));
        assertThat(keys(tempo + "03", 1000, null)).hasSize(1);
        assertThat(keys(tempo + "0300", 1000, tempo + "0300")).isEmpty();
    }

    @Test
    void stateIsThatOfTheBlockAskedFor() {
        var first = chain.produceBlock();
        chain.produceBlock();
        var key = key("System", "Number");

        assertThat(client.call("state_getStorage", List.of(key, first.hash())).asString())
                .isEqualTo("0x01000000");
        assertThat(client.call("state_getStorage", List.of(key)).asString()).isEqualTo("0x02000000");
        var changes = client.call("state_queryStorageAt", List.of(List.of(key), first.hash()))
                .get(0);
        assertThat(changes.path("block").asString()).isEqualTo(first.hash());
        assertThat(changes.path("changes").toString()).isEqualTo("[[\"" + key + "\",\"0x01000000\"]]");
        assertFault("state_getStorage", "UnknownBlock", key, "0x" + "77".repeat(32));
    }

    @Test
    void hashesAreThoseOfTheChain() {
        var first = chain.produceBlock();

        assertThat(client.call("chain_getBlockHash", List.of(1)).asString()).isEqualTo(first.hash());
        assertThat(client.call("chain_getBlockHash", List.of(List.of(0, 1, 9))).toString())
                .isEqualTo("[\"" + chain.genesisHash() + "\",\"" + first.hash() + "\",null]");
        assertThat(client.call("chain_getHeader", List.of("0x" + "77".repeat(32)))
                        .isNull())
                .isTrue();
        assertThat(client.call("chain_getHeader", List.of()).path("parentHash").asString())
                .isEqualTo(chain.genesisHash());
        assertThat(client.call("chain_getBlock", List.of())
                        .at("/block/extrinsics")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void headsAndStorageComeByThemselves() throws Exception {
        var heads = SubscriptionRequest.renewed("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", List.of());
        var storage = SubscriptionRequest.renewed(
                "state_subscribeStorage", "state_unsubscribeStorage", List.of(List.of(key("System", "Number"))));
        try (var newHeads = client.subscribe(heads);
                var changes = client.subscribe(storage)) {
            assertThat(next(newHeads).path("number").asString()).isEqualTo("0x0");
            assertThat(next(changes).at("/changes/0/1").asString()).isEqualTo("0x00000000");
            chain.produceBlock();
            assertThat(next(newHeads).path("number").asString()).isEqualTo("0x1");
            assertThat(next(changes).at("/changes/0/1").asString()).isEqualTo("0x01000000");
        }
    }

    @Test
    void refusesByNameWhatItCannotServe() {
        assertFault("state_getKeysPaged", "count is 1001", "0x", 1001);
        assertFault("state_call", "no function Nothing_at_all", "Nothing_at_all", "0x");
        assertFault("state_call", "expected", "Metadata_metadata_at_version", "0x0f");
        assertFault("system_accountNextIndex", "no SS58 address", "5Nobody");
        assertFault("author_submitExtrinsic", "1001", "0x00");
        assertFault("author_submitExtrinsic", "1011", "0x10040200b6");
    }

    private void assertFault(String method, String text, Object... parameters) {
        assertThatThrownBy(() -> client.call(method, List.of(parameters)))
                .isInstanceOf(RpcException.class)
                .hasMessageContaining(text);
    }

    private static JsonNode next(RpcSubscription subscription) throws InterruptedException {
        return subscription.next() instanceof RpcEvent.Notified(var result) ? result : NullNode.getInstance();
    }

    private RuntimeMetadata metadata() {
        return MetadataReader.read(bytes("state_getMetadata"));
    }

    private byte[] bytes(String method, Object... parameters) {
        return Hex.bytes(client.call(method, List.of(parameters)).asString());
    }

    private String key(String pallet, String item, ScaleValue... keys) {
        return Hex.of(metadata().storage(pallet, item).key(keys));
    }

    private ScaleValue read(String pallet, String item, ScaleValue... keys) {
        return metadata().storage(pallet, item).decode(bytes("state_getStorage", key(pallet, item, keys)));
    }

    private long number(String pallet, String item, ScaleValue... keys) {
        return read(pallet, item, keys).asLong();
    }

    private List<String> keys(String prefix, int count, @Nullable String after) {
        var parameters = new ArrayList<Object>(List.of(prefix, count));
        if (after != null) {
            parameters.add(after);
        }
        return client.call("state_getKeysPaged", parameters)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}

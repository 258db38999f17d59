package io.assay.chain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ChainSpec;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.GenesisNeuron;
import io.assay.chain.embedded.SubnetSpec;
import io.assay.chain.key.Hotkey;
import io.assay.chain.polkadot.NodeScript;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A node's answers to {@code @polkadot/api}, which knows nothing of this project. */
class PolkadotApiTest {
    private static final int NETUID = 3;
    private static final String TEXT = "b".repeat(128);
    private static final String ALICE = Hotkey.fromUri("//Alice").address();
    private static final String BOB = Hotkey.fromUri("//Bob").address();
    private static final String CHARLIE = Hotkey.fromUri("//Charlie").address();
    private static final String FERDIE = Hotkey.fromUri("//Ferdie").address();

    private static JsonNode told = NullNode.getInstance();
    private static String genesisHash = "";

    private record Cases(
            String endpoint,
            int netuid,
            long versionKey,
            String text,
            String validator,
            String miner,
            String stranger) {}

    @BeforeAll
    static void ask(@TempDir Path directory) throws Exception {
        var script = NodeScript.with("polkadot-api", "@polkadot/api", "16.5.6");
        var terms = new SubnetTerms(NETUID, 40, 1000, 7, 1, 0xFFFF, 100);
        var spec = new ChainSpec(
                Duration.ofMillis(100),
                List.of(SubnetSpec.withDefaults(terms)),
                Map.of(ALICE, 1000L, FERDIE, 500L),
                Stream.of(ALICE, BOB, CHARLIE)
                        .map(hotkey -> new GenesisNeuron(NETUID, hotkey))
                        .toList());
        try (var chain = EmbeddedChain.open(directory, spec, Clock.systemUTC());
                var node = ChainNode.start(chain, 0)) {
            chain.start();
            genesisHash = chain.genesisHash();
            told = script.answer(
                    PolkadotApiTest.class,
                    "client.mjs",
                    new Cases(node.uri().toString(), NETUID, 7, TEXT, "//Alice", "//Bob", "//Ferdie"));
        }
    }

    @Test
    void knowsTheChain() {
        assertThat(told.path("chain").asString()).isEqualTo("Assay Localnet");
        assertThat(told.path("name").asString()).isEqualTo("Assay Node");
        assertThat(told.path("genesis").asString()).isEqualTo(genesisHash);
        assertThat(told.path("spec").asInt()).isEqualTo(425);
        assertThat(told.path("slot").asInt()).isEqualTo(100);
        assertThat(told.path("properties").toString()).contains("TAO", "42", "9");
        assertThat(told.path("timestampsRise").asBoolean()).isTrue();
    }

    @Test
    void readsStorageUnderHashedKeys() {
        assertThat(told.path("keys").toString())
                .isEqualTo("[[0,\"%s\"],[1,\"%s\"],[2,\"%s\"]]".formatted(ALICE, BOB, CHARLIE));
        assertThat(told.path("uid").asInt(-1)).isZero();
        assertThat(told.path("before").toString()).isEqualTo("[]");
        assertThat(told.path("after").toString()).isEqualTo("[[1,65535],[2,655]]");
        assertThat(told.at("/committed/info/fields/0/Raw128").asString()).isEqualTo(TEXT);
        assertThat(told.path("nonce").asInt()).isEqualTo(1);
    }

    @Test
    void readsBlocks() {
        assertThat(told.at("/block/sameHash").asBoolean()).isTrue();
        assertThat(told.at("/block/first/section").asString()).isEqualTo("timestamp");
        assertThat(told.at("/block/number").asInt()).isPositive();
    }

    @Test
    void sendsExtrinsicsAndSeesTheirEvents() {
        assertThat(told.path("commitment").toString())
                .contains("Finalized", "1 commitments.Commitment", BOB, "system.ExtrinsicSuccess");
        assertThat(told.path("setWeights").toString())
                .contains("Finalized", "1 subtensorModule.WeightsSet [\\\"3\\\",\\\"0\\\"]", "system.ExtrinsicSuccess");
        assertThat(told.path("batch").toString()).contains("utility.BatchInterrupted", "system.ExtrinsicSuccess");
    }

    @Test
    void isToldWhyABadExtrinsicFails() {
        assertThat(refusal("tooFast")).isEqualTo("1010: Invalid Transaction: Custom error: 6");
        assertThat(refusal("stale")).isEqualTo("1010: Invalid Transaction: Transaction is outdated");
        assertThat(refusal("wrongSignature")).isEqualTo("1010: Invalid Transaction: Transaction has a bad signature");
        assertThat(told.at("/unregistered/error").asString()).isEqualTo("subtensorModule.HotKeyNotRegisteredInSubNet");
    }

    private static String refusal(String name) {
        return told.path(name).path("refused").asString();
    }
}

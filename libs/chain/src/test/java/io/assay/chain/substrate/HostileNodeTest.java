package io.assay.chain.substrate;

import static io.assay.chain.substrate.Subnet3.NETUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.rpc.Endpoint;
import io.assay.chain.rpc.RpcSettings;
import io.assay.chain.rpc.RpcTimes;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.type.ScaleValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that answer what cannot be: it is told as their fault, and by name. */
@Timeout(60)
class HostileNodeTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"LastUpdate", "Incentive", "ValidatorPermit", "Tempo"})
    void bytesThatAreCutOff(String item) {
        with(node -> node.storeBytes("SubtensorModule", item, new byte[] {8}, Subnet3.ID), chain -> {
            assertThatThrownBy(() -> {
                        chain.roster(NETUID);
                        chain.subnet(NETUID);
                    })
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("ws://127.0.0.1")
                    .hasMessageContaining("SubtensorModule." + item)
                    .hasMessageContaining("at offset");
        });
    }

    @Test
    void aLengthThatCannotBe() {
        var claim = new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        with(node -> node.storeBytes("SubtensorModule", "LastUpdate", claim, Subnet3.ID), chain -> {
            assertThatThrownBy(() -> chain.roster(NETUID))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("SubtensorModule.LastUpdate");
        });
    }

    @Test
    void listsOfUnequalLength() {
        with(node -> Subnet3.subtensor(node, "Dividends", ScaleValue.numbers(1, 2, 3)), chain -> {
            assertThatThrownBy(() -> chain.roster(NETUID))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("unequal lengths: {LastUpdate=2, Incentive=2, Dividends=3");
        });
    }

    @Test
    void aUidThatBelongsToNobody() {
        with(
                node -> {
                    Subnet3.subtensor(node, "LastUpdate", ScaleValue.numbers(1, 2, 3));
                    Subnet3.subtensor(node, "Incentive", ScaleValue.numbers(1, 2, 3));
                    Subnet3.subtensor(node, "Dividends", ScaleValue.numbers(1, 2, 3));
                    Subnet3.subtensor(node, "Emission", ScaleValue.numbers(1, 2, 3));
                    var yes = ScaleValue.of(true);
                    Subnet3.subtensor(node, "ValidatorPermit", ScaleValue.sequence(yes, yes, yes));
                },
                chain -> assertThatThrownBy(() -> chain.roster(NETUID))
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("SubtensorModule.Keys")
                        .hasMessageContaining("belongs to nobody"));
    }

    @Test
    void numbersThatNoSubnetHas() {
        with(node -> Subnet3.subtensor(node, "Tempo", ScaleValue.of(0)), chain -> {
            assertThatThrownBy(() -> chain.subnet(NETUID))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("terms of subnet 3")
                    .hasMessageContaining("tempo");
        });
    }

    @Test
    void aRuntimeWithoutAnItem() {
        with(Variants.without("MaxWeightsLimit"), _ -> {}, (node, chain) -> {
            assertThatThrownBy(() -> chain.subnet(NETUID))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("no storage SubtensorModule.MaxWeightsLimit")
                    .hasMessageContaining("node-subtensor 425");
            assertThat(chain.roster(NETUID).neurons()).hasSize(2);
        });
    }

    @Test
    void metadataOfAnotherRuntime() {
        with(
                node -> node.instead(
                        "state_getRuntimeVersion", _ -> Map.of("specVersion", 393, "transactionVersion", 1)),
                chain -> assertThatThrownBy(chain::head)
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("runtime of spec 393")
                        .hasMessageContaining("metadata of spec 425"));
    }

    @Test
    void metadataThatAreNone() {
        with(
                node -> {
                    node.instead("state_getMetadata", _ -> "0x6d657461ff");
                    node.instead("state_call", _ -> "0x00");
                },
                chain -> assertThatThrownBy(chain::head)
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("metadata of spec 425")
                        .hasMessageContaining("version 255"));
    }

    @Test
    void stakesOfOtherHotkeys() {
        with(
                Variants.withMetagraph(),
                node -> {
                    node.answer("SubnetInfoRuntimeApi", "get_metagraph", Subnet3.metagraph(List.of(1L)));
                },
                (node, chain) -> assertThatThrownBy(() -> chain.roster(NETUID))
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("get_metagraph")
                        .hasMessageContaining("with a stake for each"));
    }

    @Test
    void keysThatAreLeftOut() {
        with(_ -> {}, (node, chain) -> {
            chain.awaitHead(2, LONG);
            node.instead("state_queryStorageAt", _ -> List.of(Map.of("block", node.hash(3), "changes", List.of())));

            assertThatThrownBy(() -> chain.subnet(NETUID))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("state_queryStorageAt")
                    .hasMessageContaining("leaves out keys");
        });
    }

    @Test
    void answersOfAnotherKind() {
        with(_ -> {}, (node, chain) -> {
            node.instead("system_accountNextIndex", _ -> "many");
            assertThatThrownBy(() -> chain.nextNonce(Subnet3.BOB.address()))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("system_accountNextIndex")
                    .hasMessageContaining("no whole number");
            node.instead("system_accountNextIndex", _ -> -1);
            assertThatThrownBy(() -> chain.nextNonce(Subnet3.BOB.address())).isInstanceOf(ChainException.class);
        });
    }

    @Test
    void aStateThatTheNodeHasDiscarded() {
        with(
                node -> discard(node, node.add(0), node.add(1_000)),
                chain -> assertThatThrownBy(() -> chain.block(1))
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("archive node"));
    }

    @Test
    void aBlockWhoseStateIsGoneStillTellsItsTime() {
        with(
                node -> {
                    var first = node.add(0);
                    discard(node, first, node.add(1_000, Subnet3.timestamp(node.metadata(), 1_000)));
                },
                chain -> assertThat(chain.block(1).timestamp()).isEqualTo(Instant.ofEpochSecond(1)));
    }

    @Test
    void aFinalBlockThatVanishes() {
        with(_ -> {}, (node, chain) -> {
            chain.awaitHead(2, LONG);
            node.instead("chain_getBlockHash", _ -> null);

            assertThatThrownBy(() -> chain.block(1))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("no block 1, which is final");
        });
    }

    @Test
    void aHeadThatGoesBackIsNotBelieved() {
        with(_ -> {}, (node, chain) -> {
            node.finalizeUpTo(9);
            assertThat(chain.awaitHead(8, LONG).number()).isEqualTo(9);

            node.finalized(5);
            assertThat(chain.awaitHead(9, Duration.ofMillis(50)).number()).isEqualTo(9);
            assertThat(chain.roster(NETUID).at().number()).isEqualTo(9);

            node.finalizeUpTo(10);
            assertThat(chain.awaitHead(9, LONG).number()).isEqualTo(10);
        });
    }

    @Test
    void aHeadWithoutANumberIsToldToWhoAsks() {
        with(
                node -> {
                    node.refuseSubscriptions();
                    node.instead("chain_getHeader", _ -> Map.of("number", "0xffffffffff"));
                },
                chain -> assertThatThrownBy(chain::head)
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("chain_getHeader")
                        .hasMessageContaining("number of a header"));
    }

    @Test
    void aNodeThatIsAwayIsToldByWhoAsksAndNotBefore() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var times = new RpcTimes(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        var settings = RpcSettings.of(List.of(Endpoint.parse("ws://127.0.0.1:" + port)))
                .withTimes(times);
        try (var chain = SubstrateChain.open(settings)) {
            assertThatThrownBy(chain::head)
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("ws://127.0.0.1:" + port);
            assertThatThrownBy(() -> chain.awaitHead(0, Duration.ofMillis(50))).isInstanceOf(ChainException.class);
        }
    }

    private static void discard(TableNode node, String... hashes) {
        node.before("state_getRuntimeVersion", params -> {
            var at = params.text(0, "at");
            if (List.of(hashes).contains(at)) {
                throw TableNode.refusal(
                        TableNode.UNKNOWN_BLOCK, "Client error: UnknownBlock: State already discarded for " + at);
            }
        });
    }

    private static void with(Consumer<TableNode> filling, Consumer<Chain> test) {
        with(filling, (_, chain) -> test.accept(chain));
    }

    private static void with(Consumer<TableNode> filling, Trial trial) {
        with(Variants.subtensor(), filling, trial);
    }

    private static void with(RuntimeDescription runtime, Consumer<TableNode> filling, Trial trial) {
        try (var node = Subnet3.fill(TableNode.start(runtime))) {
            filling.accept(node);
            node.finalizeUpTo(3);
            try (var chain = node.client()) {
                trial.run(node, chain);
            }
        }
    }

    @FunctionalInterface
    private interface Trial {
        void run(TableNode node, Chain chain);
    }
}

package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReconnectTest {
    private static final String OTHER = "0x" + "cd".repeat(32);
    private static final ScriptedNode.Script OTHER_CHAIN =
            node -> node.begin(OTHER).echo();
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void firstEndpointThatAnswersIsTaken() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var good = ScriptedNode.start(NodeSocket::serve);
                var next = ScriptedNode.start(NodeSocket::serve);
                var client = RpcClient.start(
                        Nodes.settings(closedPort(), endpoint(mute.getLocalPort()), good.endpoint(), next.endpoint())
                                .withTimes(new RpcTimes(SHORT, Nodes.TIMES.call(), Nodes.TIMES.heartbeat())))) {
            assertThat(client.call("state_test", List.of())).isNotNull();
            assertThat(client.connectedTo()).contains(good.endpoint().toString());
            assertThat(next.connections()).isZero();
        }
    }

    @Test
    void lossLeadsToTheNextEndpointAndRoundAgain() throws IOException {
        ScriptedNode.Script oneCall = node -> {
            node.begin();
            var call = node.readText();
            node.answer(call, call);
        };
        try (var first = ScriptedNode.start(oneCall);
                var second = ScriptedNode.start(oneCall);
                var client = RpcClient.start(Nodes.settings(first.endpoint(), second.endpoint()))) {
            for (var i = 0; i < 6; i++) {
                assertThatCode(() -> callOrRepeat(client)).doesNotThrowAnyException();
            }
            assertThat(first.connections()).isGreaterThanOrEqualTo(3);
            assertThat(second.connections()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void nodeOfAnotherChainThanTheFirstIsRefused() throws IOException {
        ScriptedNode.Script once = node -> {
            node.begin();
            var call = node.readText();
            node.answer(call, call);
        };
        try (var first = ScriptedNode.start(once, OTHER_CHAIN);
                var client = RpcClient.start(Nodes.settings(first.endpoint()))) {
            client.call("state_test", List.of());
            var refusal = otherChain(client);

            assertThat(refusal.expected()).isEqualTo(NodeSocket.GENESIS);
            assertThat(refusal.found()).isEqualTo(OTHER);
            assertThat(refusal)
                    .hasMessageContaining(first.endpoint().toString())
                    .hasMessageContaining("another chain")
                    .hasMessageContaining(OTHER);
        }
    }

    @Test
    void nodeOfAnotherChainThanTheConfiguredIsPassedOver() throws IOException {
        try (var other = ScriptedNode.start(OTHER_CHAIN);
                var good = ScriptedNode.start(NodeSocket::serve);
                var client = RpcClient.start(
                        Nodes.settings(other.endpoint(), good.endpoint()).withGenesisHash(NodeSocket.GENESIS))) {
            assertThat(client.call("state_test", List.of())).isNotNull();
            assertThat(client.connectedTo()).contains(good.endpoint().toString());
        }
    }

    @Test
    void nodeWithoutGenesisHashIsNone() throws IOException {
        ScriptedNode.Script vague = node -> node.begin("later").fallSilent();
        try (var node = ScriptedNode.start(vague, NodeSocket::serve);
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            assertThat(client.call("state_test", List.of())).isNotNull();
            assertThat(node.connections()).isEqualTo(2);
        }
    }

    @Test
    void everyEndpointThatFailedIsNamedWithItsReason() throws IOException {
        var closed = closedPort();
        try (var other = ScriptedNode.start(OTHER_CHAIN);
                var client =
                        RpcClient.start(Nodes.settings(closed, other.endpoint()).withGenesisHash(NodeSocket.GENESIS))) {
            var message = "";
            while (!message.contains("another chain")) {
                message = String.valueOf(catchThrowableOfType(
                                RpcException.Disconnected.class,
                                () -> client.call("state_test", List.of(), Duration.ofMillis(50)))
                        .getMessage());
            }
            assertThat(message)
                    .contains("state_test was not sent")
                    .contains(closed + " gave no connection")
                    .contains("refused")
                    .contains(other.endpoint().toString());
        }
    }

    @Test
    void unknownHostIsNamed() {
        var unknown = Endpoint.parse("ws://no-such-host.invalid:9944");
        try (var client = RpcClient.start(Nodes.settings(unknown))) {
            assertThatThrownBy(() -> client.call("state_test", List.of(), Duration.ofSeconds(1)))
                    .isInstanceOf(RpcException.Disconnected.class)
                    .hasMessageContaining("ws://no-such-host.invalid:9944");
        }
    }

    @Test
    void clientClosesWhileItConnectsAndWhileItWaits() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var connecting = RpcClient.start(Nodes.settings(endpoint(mute.getLocalPort())));
            assertThatThrownBy(() -> connecting.call("state_test", List.of(), SHORT))
                    .isInstanceOf(RpcException.Disconnected.class);
            connecting.close();
        }
        var waiting = RpcClient.start(
                Nodes.settings(closedPort()).withBackoff(new Backoff(Duration.ofHours(1), Duration.ofHours(1))));
        assertThatThrownBy(() -> waiting.call("state_test", List.of(), SHORT))
                .isInstanceOf(RpcException.Disconnected.class);
        waiting.close();
        assertThat(waiting.connectedTo()).isEmpty();
    }

    private static RpcException.OtherChain otherChain(RpcClient client) {
        while (true) {
            try {
                client.call("state_test", List.of(), Duration.ofMillis(50));
            } catch (RpcException.OtherChain e) {
                return e;
            } catch (RpcException.Disconnected _) {
                // The first connection is ending still.
            }
        }
    }

    private static void callOrRepeat(RpcClient client) {
        while (true) {
            try {
                client.call("state_test", List.of());
                return;
            } catch (RpcException.Disconnected _) {
                // It met a connection that the node had given up.
            }
        }
    }

    private static Endpoint closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return endpoint(socket.getLocalPort());
        }
    }

    private static Endpoint endpoint(int port) {
        return Endpoint.parse("ws://127.0.0.1:" + port);
    }
}

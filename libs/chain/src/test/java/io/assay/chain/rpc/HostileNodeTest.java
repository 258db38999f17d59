package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that breaks the protocol once and is honest after: the call gets a named error, the next one its answer. */
@Timeout(60)
class HostileNodeTest {
    private static final RpcLimits LIMITS = new RpcLimits(1 << 20, 32, 1 << 20, 50, 10_000);

    @ParameterizedTest
    @MethodSource("io.assay.chain.rpc.Malice#all")
    void breachHasANameAndAReconnect(Malice malice) throws IOException {
        ScriptedNode.Script once = node -> {
            node.begin();
            malice.reaction().to(node, node.readText());
        };
        try (var node = ScriptedNode.start(once, NodeSocket::serve);
                var client = RpcClient.start(Nodes.settings(node.endpoint())
                        .withLimits(LIMITS)
                        .withTimes(Nodes.withHeartbeat(malice.heartbeat())))) {
            var failure = catchThrowableOfType(RpcException.class, () -> client.call("state_test", List.of()));

            assertThat(failure).isInstanceOf(malice.error()).hasMessageContaining("state_test");
            assertThat(failure.getMessage())
                    .contains(node.endpoint().toString())
                    .hasSizeLessThan(1000)
                    .matches("\\P{Cntrl}*");
            assertThat(client.call("state_test", List.of("again"))
                            .get("params")
                            .get(0)
                            .stringValue())
                    .isEqualTo("again");
            assertThat(node.connections()).isEqualTo(2);
        }
    }

    @Test
    void answerThatComesTwiceServesItsCallAndEndsTheConnection() throws IOException {
        ScriptedNode.Script twice = node -> {
            node.begin();
            var call = node.readText();
            node.answer(call, "1");
            node.answer(call, "2");
            node.fallSilent();
        };
        try (var node = ScriptedNode.start(twice, NodeSocket::serve);
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            assertThat(client.call("state_test", List.of()).intValue()).isEqualTo(1);
            assertThatCode(() -> firstThatIsSent(client)).doesNotThrowAnyException();
            assertThat(node.connections()).isEqualTo(2);
        }
    }

    /** A call that may meet the end of the first connection, and then its second. */
    private static void firstThatIsSent(RpcClient client) {
        try {
            client.call("state_test", List.of());
        } catch (RpcException.MalformedAnswer _) {
            client.call("state_test", List.of());
        }
    }

    @Test
    void answerThatComesTooLateHarmsNobody() throws IOException {
        ScriptedNode.Script late = node -> {
            node.begin();
            var first = node.readText();
            var second = node.readText();
            node.answer(first, "1");
            node.answer(second, "2");
            node.echo();
        };
        try (var node = ScriptedNode.start(late);
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            var failure = catchThrowableOfType(
                    RpcException.class, () -> client.call("state_slow", List.of(), Duration.ofMillis(300)));

            assertThat(failure).isInstanceOf(RpcException.Unanswered.class).hasMessageContaining("state_slow");
            assertThat(client.call("state_test", List.of()).intValue()).isEqualTo(2);
            assertThat(node.connections()).isEqualTo(1);
        }
    }

    @Test
    void nodeThatAnswersPingsOnlyIsGivenUp() throws IOException {
        ScriptedNode.Script stuck = node -> {
            node.begin();
            while (true) {
                node.readText();
            }
        };
        try (var node = ScriptedNode.start(stuck, NodeSocket::serve);
                var client = RpcClient.start(Nodes.settings(node.endpoint())
                        .withTimes(
                                new RpcTimes(Nodes.TIMES.connect(), Duration.ofSeconds(3), Duration.ofSeconds(1))))) {
            var failure = catchThrowableOfType(RpcException.class, () -> client.call("state_test", List.of()));

            assertThat(failure).isInstanceOf(RpcException.Unanswered.class);
            assertThat(client.call("state_test", List.of(), Nodes.TIMES.call())).isNotNull();
            assertThat(node.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n', 200",
        "'HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n', 200",
        "'HTTP/1.1 401 /secret\r\nWWW-Authenticate: Basic\r\n\r\n', 401",
        "'HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n', 301",
        "'HTTP/1.1 100 Continue\r\n\r\n', 100",
        "'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n', 101",
        "'SSH-2.0-OpenSSH_9.9\r\n', none of HTTP",
        "'HTTP/1.1 200 OK\r\nX: ', none of HTTP",
    })
    void handshakeOfAnotherServerIsRefusedAndItsBodyNotRead(String head, String said) throws IOException {
        var sent = new AtomicLong();
        ScriptedNode.Script flood = node -> {
            node.readHead();
            node.raw(bytes(head));
            var body = bytes("x".repeat(1 << 16));
            while (true) {
                node.raw(body);
                sent.addAndGet(body.length);
            }
        };
        try (var node = ScriptedNode.start(flood);
                var client = RpcClient.start(Nodes.settings(node.endpoint())
                        .withBackoff(new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(1))))) {
            assertThat(reasonForNoConnection(client))
                    .contains(node.endpoint() + " gave no connection")
                    .contains(said)
                    .doesNotContain("secret");
            assertThat(sent.get()).as("bytes until it was cut off").isLessThan(32 << 20);
        }
    }

    private static String reasonForNoConnection(RpcClient client) {
        while (true) {
            var failure = catchThrowableOfType(
                    RpcException.Disconnected.class, () -> client.call("state_test", List.of(), Duration.ofMillis(20)));
            var reason = String.valueOf(failure.getMessage());
            if (!reason.contains("no endpoint has answered yet")) {
                return reason;
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "ws://127.0.0.1:9944, ws://127.0.0.1:9944",
        "WSS://entrypoint-finney.opentensor.ai, wss://entrypoint-finney.opentensor.ai:443",
        "ws://localhost/, ws://localhost:80",
        "ws://[::1]:9944, ws://[::1]:9944",
        "wss://user:hunter2@node.example:444/v1/hunter2?key=hunter2, wss://node.example:444",
    })
    void printsSchemeHostAndPortOnly(String url, String shown) {
        assertThat(Endpoint.parse(url)).hasToString(shown);
    }

    @Test
    void keepsWhatTheNodeMustSee() {
        var endpoint = Endpoint.parse("wss://us%65r:p%3Ass@node.example/v1/key?a=%20b");

        assertThat(endpoint.target()).hasToString("wss://node.example:443/v1/key?a=%20b");
        assertThat(endpoint.authorization())
                .contains("Basic " + Base64.getEncoder().encodeToString("user:p:ss".getBytes(StandardCharsets.UTF_8)));
        assertThat(endpoint.tls()).isTrue();
        assertThat(Endpoint.parse("ws://[::1]:9944").host()).isEqualTo("::1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://hunter2@node.example, scheme",
        "hunter2, scheme",
        "ws:hunter2, no host",
        "ws://hunter2_node/, no host",
        "ws://hunter2:secret@/, no host",
        "ws://node.example/#hunter2, fragment",
        "ws://node.example:0/hunter2, port",
        "ws://node.example:70000/hunter2, port",
        "ws://node.example/hunter2 x, no URL",
    })
    void saysWhatIsWrongWithoutTheText(String url, String said) {
        assertThatThrownBy(() -> Endpoint.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("allowed: ws(s)://host:port")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void credentialsReachTheNodeAndNobodyElse() throws IOException {
        var head = new CompletableFuture<String>();
        ScriptedNode.Script telling = node -> {
            head.complete(node.readHead());
            // It says back what it was told, as some do.
            var echo = "HTTP/1.1 403 hunter2\r\nX: user:hunter2\r\nContent-Length: 7\r\n\r\nhunter2";
            node.raw(echo.getBytes(StandardCharsets.UTF_8));
        };
        try (var node = ScriptedNode.start(telling)) {
            var url = node.endpoint().toString().replace("ws://", "ws://user:hunter2@") + "/v1/hunter2?key=hunter2";
            try (var client = RpcClient.start(Nodes.settings(Endpoint.parse(url)))) {
                var failure = catchThrowableOfType(
                        RpcException.Disconnected.class,
                        () -> client.call("state_test", List.of(), Duration.ofSeconds(1)));

                assertThat(head.join())
                        .startsWith("GET /v1/hunter2?key=hunter2 HTTP/1.1")
                        .containsIgnoringCase("authorization: Basic dXNlcjpodW50ZXIy")
                        .doesNotContainIgnoringCase("origin:");
                assertThat(failure)
                        .hasMessageContaining(node.endpoint().toString())
                        .hasMessageContaining("403")
                        .hasMessageNotContaining("hunter2");
                assertThat(Nodes.settings(Endpoint.parse(url)).toString()).doesNotContain("hunter2");
            }
        }
    }
}

package io.assay.chain.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.rpc.RpcLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RpcServerHttpTest {
    private static final RpcServerSettings DEFAULTS = RpcServerSettings.loopback(0);
    private static final String ECHO = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_echo\",\"params\":[\"a\"]}";
    private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"a\"}";

    private final ServedMethods served = new ServedMethods();
    private final HttpClient http = HttpClient.newHttpClient();
    private RpcServer server = RpcServer.start(DEFAULTS, served.methods());

    @AfterEach
    void close() {
        http.shutdownNow();
        http.close();
        served.released.countDown();
        server.close();
    }

    @Test
    void postIsAnsweredWithJson() throws Exception {
        for (var i = 0; i < 3; i++) {
            var response = post("/", "application/json; charset=utf-8", ECHO);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(response.body()).isEqualTo(ANSWER);
        }
        assertThat(post("/?x=1", "application/json", "[" + ECHO + "," + ECHO + "]")
                        .body())
                .isEqualTo("[" + ANSWER + "," + ANSWER + "]");
    }

    @Test
    void errorsOfJsonRpcAreAnswersToo() throws Exception {
        var response = post("/", "application/json", "{");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("-32700").contains("\"id\":null");
        assertThat(post("/", "application/json", ECHO.replace("test_echo", "test_subscribe"))
                        .body())
                .contains("-32601")
                .contains("subscriptions need a WebSocket");
        assertThat(post("/", "application/json", ECHO.replace("test_echo", "test_unsubscribe"))
                        .body())
                .contains("subscriptions need a WebSocket");
    }

    @Test
    void requestWithoutIdHasNoBodyInItsAnswer() throws Exception {
        var response = post("/", "application/json", ECHO.replace("\"id\":1,", ""));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void longBodiesGoBothWays() throws Exception {
        var text = "y".repeat(3 << 20);
        assertThat(post("/", "application/json", ECHO.replace("\"a\"", "\"" + text + "\""))
                        .body())
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1                            | 405 | JSON-RPC is by POST, or by WebSocket",
                "PUT / HTTP/1.1                            | 405 | JSON-RPC is by POST",
                "GET /v1/head HTTP/1.1                     | 404 | JSON-RPC is at /",
                "POST /../etc HTTP/1.1                     | 404 | JSON-RPC is at /",
                "POST / HTTP/1.1                           | 415 | Content-Type must be application/json",
                "GET nonsense                              | 400 | this is not HTTP",
                "GET / HTTP/x.y                            | 400 | this is not HTTP",
            })
    void otherRequestsAreRefusedByName(String line, int status, String said) throws IOException {
        try (var client = WebSocketClient.connect(server.uri())) {
            client.raw(line + "\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 " + status)
                    .endsWith("\n")
                    .contains(said);
        }
    }

    @Test
    void upgradesThatAreNoneAreRefused() throws IOException {
        var upgrade = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
        try (var old = WebSocketClient.connect(server.uri());
                var keyless = WebSocketClient.connect(server.uri())) {
            assertThat(old.raw(upgrade + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: eA==\r\n\r\n")
                            .readAll())
                    .startsWith("HTTP/1.1 426")
                    .containsIgnoringCase("sec-websocket-version: 13");
            keyless.raw(upgrade + "Sec-WebSocket-Version: 13\r\n\r\n").awaitEnd();
        }
    }

    @Test
    void requestsThatAreTooLongAreRefused() throws Exception {
        restart(DEFAULTS.connections(), DEFAULTS.idle());
        assertThat(post("/", "application/json", "x".repeat(10_001)).statusCode())
                .isEqualTo(413);
        try (var client = WebSocketClient.connect(server.uri())) {
            client.raw("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n");
            assertThat(client.readAll()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        var requests = new StringBuilder();
        for (var i = 0; i < 50; i++) {
            var body = ECHO.replace("\"a\"", String.valueOf(i));
            requests.append("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ")
                    .append(body.length())
                    .append(i == 49 ? "\r\nConnection: close" : "")
                    .append("\r\n\r\n")
                    .append(body);
        }
        try (var client = WebSocketClient.connect(server.uri())) {
            var answers = client.raw(requests.toString()).readAll();
            var places = IntStream.range(0, 50)
                    .mapToObj(i -> answers.indexOf("\"result\":" + i + "}"))
                    .toList();
            assertThat(places).doesNotContain(-1).isSorted();
        }
    }

    @Test
    void requestThatDripsIsCutOff() throws IOException {
        restart(DEFAULTS.connections(), Duration.ofMillis(200));
        try (var client = WebSocketClient.connect(server.uri());
                var silent = WebSocketClient.connect(server.uri())) {
            Thread.ofVirtual().start(() -> drip(client));
            client.awaitEnd();
            silent.awaitEnd();
        }
    }

    @Test
    void tooManyConnectionsAreRefusedUntilOneIsGone() throws Exception {
        restart(3, DEFAULTS.idle());
        var open = new ArrayList<WebSocketClient>();
        for (var i = 0; i < 3; i++) {
            open.add(WebSocketClient.open(server.uri()));
        }
        try (var fourth = WebSocketClient.connect(server.uri())) {
            assertThat(fourth.readAll()).startsWith("HTTP/1.1 503").endsWith("too many connections at once\n");
        }
        open.getFirst().close();
        try (var next = openWhenThereIsRoom()) {
            assertThat(next.ask(ECHO)).isEqualTo(ANSWER);
        }
        for (var client : open) {
            client.close();
        }
    }

    @Test
    void manyClientsAtOnceAreServed() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit(
                            () -> post("/", "application/json", ECHO).body()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(ANSWER);
            }
        }
    }

    private WebSocketClient openWhenThereIsRoom() throws InterruptedException {
        while (true) {
            try {
                return WebSocketClient.open(server.uri());
            } catch (IOException _) {
                Thread.sleep(5);
            }
        }
    }

    private static void drip(WebSocketClient client) {
        try {
            client.raw("POST / HTTP/1.1\r\nX: ");
            while (true) {
                client.raw("x");
                Thread.sleep(20);
            }
        } catch (IOException _) {
            // Cut off.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart(int connections, Duration idle) {
        server.close();
        var limits = RpcLimits.DEFAULT.withMessageBytes(10_000);
        server = RpcServer.start(
                new RpcServerSettings(DEFAULTS.address(), limits, connections, 10, 10, 10, 1 << 20, idle),
                served.methods());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        var uri = URI.create(server.uri().toString().replace("ws://", "http://") + path);
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}

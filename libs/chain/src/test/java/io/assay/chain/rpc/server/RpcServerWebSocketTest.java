package io.assay.chain.rpc.server;

import static io.assay.chain.rpc.server.Requests.echo;
import static io.assay.chain.rpc.server.Requests.json;
import static io.assay.chain.rpc.server.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.ChainException;
import io.assay.chain.rpc.RpcLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RpcServerWebSocketTest {
    private static final RpcServerSettings DEFAULTS = RpcServerSettings.loopback(0);
    private static final Duration IDLE = Duration.ofMillis(150);

    private final ServedMethods served = new ServedMethods();
    private RpcServer server = RpcServer.start(DEFAULTS, served.methods());

    @AfterEach
    void close() {
        served.released.countDown();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1   | 'test_echo','params':['a']     | 'result':'a'",
                "'x' | 'test_echo','params':[]        | 'result':null",
                "null| 'test_echo'                    | 'result':null",
                "7   | 'test_echo','params':null      | 'result':null",
                "18446744073709551616 | 'test_echo','params':[[1]] | 'result':[1]",
                "1   | 'test_number','params':[16]    | 'result':16",
                "1   | 'test_number','params':['0x10']| 'result':16",
                "1   | 'test_bytes','params':['0x00ff'] | 'result':2",
                "1   | 'test_refuse' | 'error':{'code':1010,'message':'Invalid Transaction','data':'bad signature'}",
                "1   | 'test_nothing' | 'error':{'code':-32601,'message':'Method not found',"
                        + "'data':'rpc_methods lists those there are'}",
                "1   | 'test_number' | 'error':{'code':-32602,'message':'Invalid params',"
                        + "'data':'parameter 0 (number) is missing'}",
                "1   | 'test_number','params':['x'] | 'error':{'code':-32602,'message':'Invalid params',"
                        + "'data':'parameter 0 (number) is not a whole number from 0'}",
                "1   | 'test_number','params':[-1] | 'error':{'code':-32602,'message':'Invalid params',"
                        + "'data':'parameter 0 (number) is not a whole number from 0'}",
                "1   | 'test_bytes','params':['0x0'] | 'error':{'code':-32602,'message':'Invalid params',"
                        + "'data':'parameter 0 (bytes) is not 0x and pairs of hexadecimal digits'}",
                "1   | 'test_bytes','params':[5] | 'error':{'code':-32602,'message':'Invalid params',"
                        + "'data':'parameter 0 (bytes) is not a string'}",
                "1   | 'test_echo','params':{'a':1} | 'error':{'code':-32600,'message':'Invalid Request',"
                        + "'data':'params is not an array'}",
                "1   | 7 | 'error':{'code':-32600,'message':'Invalid Request','data':'method is not a string'}",
                "1   | 'test_break' | 'error':{'code':-32603,'message':'Internal error','data':'see the node\u2019s log'}",
                "1   | 'test_unwritable' | 'error':{'code':-32603,'message':'Internal error',"
                        + "'data':'see the node\u2019s log'}",
            })
    void requestGetsItsAnswer(String id, String method, String answer) throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask(json("{'jsonrpc':'2.0','id':" + id + ",'method':" + method + "}")))
                    .isEqualTo(json("{'jsonrpc':'2.0','id':" + id + "," + answer + "}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x                                             | -32700",
                "{'jsonrpc':'2.0','id':1,'method':'test_echo'  | -32700",
                "{'jsonrpc':'2.0','id':1,'id':1,'method':'m'}  | -32700",
                "7                                             | -32600",
                "{}                                            | -32600",
                "[]                                            | -32600",
                "{'id':1.5,'jsonrpc':'2.0','method':'m'}       | -32600",
                "{'id':{},'jsonrpc':'2.0','method':'m'}        | -32600",
            })
    void whatIsNoRequestIsRefusedWithoutAnId(String text, int code) throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask(json(text)))
                    .startsWith(json("{'jsonrpc':'2.0','id':null,'error':{'code':" + code + ","));
            assertThat(client.ask(echo(1, "after"))).contains("after");
        }
    }

    @Test
    void nestedRequestsAreRefusedAndLongIdsNotEchoed() throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask("[".repeat(100_000))).contains("-32700").contains("nested too deep");
            assertThat(client.ask(echo(1, "x").replace("1,", "\"" + "i".repeat(300) + "\",")))
                    .contains("\"id\":null")
                    .contains("-32600");
        }
    }

    @Test
    void requestWithoutIdGetsNoAnswer() throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            client.text(json("{'jsonrpc':'2.0','method':'test_echo','params':['unheard']}"));
            client.text(json("[{'jsonrpc':'2.0','method':'test_echo','params':['unheard']}]"));
            assertThat(client.ask(echo(1, "heard"))).contains("\"heard\"");
        }
    }

    @Test
    void rpcMethodsListsWhatIsRegistered() throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask(json("{'jsonrpc':'2.0','id':1,'method':'rpc_methods'}")))
                    .startsWith(json("{'jsonrpc':'2.0','id':1,'result':{'methods':['chain_getBlockHash',"))
                    .contains("\"rpc_methods\",\"test_break\"")
                    .contains("\"test_subscribe\"")
                    .contains("\"test_unsubscribe\"");
        }
    }

    @Test
    void batchIsAnsweredAsOne() throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask("[" + echo(1, "a") + ",7," + echo(2, "b") + "]"))
                    .startsWith(json("[{'jsonrpc':'2.0','id':1,'result':'a'},{'jsonrpc':'2.0','id':null,'error'"))
                    .endsWith(json(",{'jsonrpc':'2.0','id':2,'result':'b'}]"));
            assertThat(client.ask(batch(101, "x")))
                    .startsWith("{")
                    .contains("-32010")
                    .contains("allowed: 100");
            assertThat(client.ask(batch(100, "x"))).startsWith("[").contains("\"id\":99");
        }
    }

    @Test
    void answersAreBounded() throws IOException {
        restart(with(DEFAULTS, RpcLimits.DEFAULT.withMessageBytes(10_000)));
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask(json("{'jsonrpc':'2.0','id':4,'method':'test_long','params':[10000]}")))
                    .contains("\"id\":4")
                    .contains("-32008");
            var each = json("{'jsonrpc':'2.0','id':4,'method':'test_long','params':[4000]}");
            assertThat(client.ask("[" + each + "," + each + "]"))
                    .startsWith("[")
                    .hasSizeGreaterThan(8000);
            assertThat(client.ask("[" + each + "," + each + "," + each + "]"))
                    .startsWith("{")
                    .contains("-32008");
        }
    }

    @Test
    void clientThatAsksAndDoesNotReadIsNotReadEither() throws Exception {
        restart(new RpcServerSettings(
                DEFAULTS.address(), RpcLimits.DEFAULT, 10, 4, 10, 10, 64 << 20, Duration.ofSeconds(60)));
        try (var client = WebSocketClient.open(server.uri())) {
            var requests = IntStream.range(0, 100)
                    .mapToObj(i -> request(i, "test_wait", ""))
                    .toList();
            for (var request : requests) {
                client.text(request);
            }
            served.entered.acquire(4);
            assertThat(served.entered.tryAcquire(100, TimeUnit.MILLISECONDS))
                    .as("a fifth is in work")
                    .isFalse();
            served.released.countDown();
            var answers = IntStream.range(0, 100).mapToObj(_ -> read(client)).collect(Collectors.toSet());
            assertThat(answers).hasSize(100).allMatch(answer -> answer.contains("released"));
        }
    }

    @Test
    void silentClientIsPingedAndThenCutOff() throws IOException {
        restart(new RpcServerSettings(DEFAULTS.address(), RpcLimits.DEFAULT, 10, 10, 10, 10, 1 << 20, IDLE));
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.read().opcode()).isEqualTo(WebSocketClient.PING);
            client.frame(WebSocketClient.PONG, new byte[0]);
            assertThat(client.read().opcode()).isEqualTo(WebSocketClient.PING);
            client.awaitEnd();
        }
    }

    @Test
    void pingIsAnsweredAndGoodbyeReturned() throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            client.frame(WebSocketClient.PING, new byte[] {1, 2});
            assertThat(client.read()).satisfies(frame -> {
                assertThat(frame.opcode()).isEqualTo(WebSocketClient.PONG);
                assertThat(frame.payload()).containsExactly(1, 2);
            });
            client.frame(WebSocketClient.CLOSE, new byte[] {3, (byte) 0xE8});
            assertThat(client.read().status()).isEqualTo(1000);
            client.awaitEnd();
        }
    }

    @Test
    void messageMayComeInFragments() throws IOException {
        var request = echo(1, "in pieces").getBytes(StandardCharsets.UTF_8);
        try (var client = WebSocketClient.open(server.uri())) {
            client.frame(0x01, new byte[0]);
            for (var each : request) {
                client.frame(0x00, new byte[] {each});
            }
            assertThat(client.frame(0x80, new byte[0]).read().text()).contains("in pieces");
        }
    }

    @Test
    void breachesOfTheProtocolEndTheConnectionByName() throws IOException {
        restart(with(DEFAULTS, RpcLimits.DEFAULT.withMessageBytes(10_000)));
        assertStatus(1003, client -> client.frame(0x82, new byte[5]));
        assertStatus(1009, client -> client.frame(WebSocketClient.TEXT, new byte[10_001]));
        assertStatus(
                1009,
                client -> client.raw(ByteBuffer.allocate(10)
                        .put((byte) WebSocketClient.TEXT)
                        .put((byte) 0xFF)
                        .putLong(1L << 60)
                        .array()));
        assertStatus(1009, client -> client.frame(0x01, new byte[6000]).frame(0x00, new byte[6000]));
        assertStatus(1002, client -> client.raw(new byte[] {(byte) WebSocketClient.TEXT, 0}));
        assertStatus(1002, client -> client.frame(0x83, new byte[0]));
        assertStatus(1002, client -> client.frame(0xC1, new byte[0]));
    }

    @Test
    void closingServerSaysGoodbyeInterruptsWorkAndEndsFeeds() throws Exception {
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask(request(1, "test_subscribe", "\"news\""))).contains("result");
            client.text(request(1, "test_wait", ""));
            served.entered.acquire();
            server.close();

            assertThat(client.read().status()).isEqualTo(1001);
            client.awaitEnd();
            assertThat(served.ended.take()).isEqualTo("news");
        }
        assertThatThrownBy(() -> WebSocketClient.connect(server.uri())).isInstanceOf(IOException.class);
    }

    @Test
    void errorOfTheJvmEndsTheConnectionItIsIn() throws IOException {
        try (var client = WebSocketClient.open(server.uri());
                var other = WebSocketClient.open(server.uri())) {
            client.text(request(1, "test_error", "")).awaitEnd();
            assertThat(other.ask(echo(1, "unharmed"))).contains("unharmed");
        }
    }

    @Test
    void listensOnLoopbackAndNamesAPortInUse() {
        assertThat(server.uri().getHost())
                .isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
        assertThatThrownBy(() ->
                        RpcServer.start(RpcServerSettings.loopback(server.uri().getPort()), served.methods()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining(String.valueOf(server.uri().getPort()));
        try (var anywhere =
                RpcServer.start(RpcServerSettings.on(new InetSocketAddress("0.0.0.0", 0)), served.methods())) {
            assertThat(anywhere.uri().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void nameIsRegisteredOnce() {
        var builder = RpcMethods.builder().call("a", _ -> 1);
        assertThatThrownBy(() -> builder.call("a", _ -> 2)).hasMessageContaining("method a is registered already");
        assertThatThrownBy(() -> builder.call("rpc_methods", _ -> 2)).hasMessageContaining("rpc_methods");
    }

    @Test
    void settingsOutsideTheirRangeAreNamed() {
        assertThatThrownBy(() -> new RpcServerSettings(
                        DEFAULTS.address(), RpcLimits.DEFAULT, 0, 1, 1, 1, 1, Duration.ofSeconds(1)))
                .hasMessageContaining("connections is 0");
        assertThatThrownBy(() ->
                        new RpcServerSettings(DEFAULTS.address(), RpcLimits.DEFAULT, 1, 1, 1, 1, 1, Duration.ZERO))
                .hasMessageContaining("idle is PT0S");
    }

    @FunctionalInterface
    private interface Breach {
        WebSocketClient by(WebSocketClient client) throws IOException;
    }

    private void assertStatus(int status, Breach breach) throws IOException {
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(breach.by(client).read()).satisfies(frame -> {
                assertThat(frame.opcode()).isEqualTo(WebSocketClient.CLOSE);
                assertThat(frame.status()).isEqualTo(status);
            });
            client.awaitEnd();
        }
    }

    private void restart(RpcServerSettings settings) {
        server.close();
        server = RpcServer.start(settings, served.methods());
    }

    private static RpcServerSettings with(RpcServerSettings settings, RpcLimits limits) {
        return new RpcServerSettings(
                settings.address(),
                limits,
                settings.connections(),
                settings.requests(),
                settings.subscriptions(),
                settings.batch(),
                settings.queuedBytes(),
                settings.idle());
    }

    private static String read(WebSocketClient client) {
        try {
            return client.read().text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String batch(int count, String text) {
        return IntStream.range(0, count).mapToObj(i -> echo(i, text)).collect(Collectors.joining(",", "[", "]"));
    }
}

package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcParams;
import io.assay.chain.rpc.server.RpcRefusal;
import io.assay.chain.rpc.server.RpcServer;
import io.assay.chain.rpc.server.RpcServerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.StringNode;

@Timeout(60)
class RpcClientTest {
    private static final int MANY = 1000;

    private final CountDownLatch released = new CountDownLatch(1);
    private final Semaphore gates = new Semaphore(0);
    private RpcServer server;
    private RpcClient client;

    @BeforeEach
    void start() {
        var methods = RpcMethods.builder()
                .call("chain_getBlockHash", _ -> NodeSocket.GENESIS)
                .call("test_echo", params -> params.optional(0).orElse(null))
                .call("test_all", RpcClientTest::all)
                .call("test_refuse", _ -> {
                    throw new RpcRefusal(
                            1010, "Invalid Transaction", StringNode.valueOf("Transaction has a bad signature"));
                })
                .call("test_break", _ -> {
                    throw new IllegalStateException("a secret of the node");
                })
                .call("test_wait", _ -> {
                    awaitRelease();
                    return "released";
                })
                .call("test_long", params -> "x".repeat((int) params.number(0, "length")))
                .build();
        server = RpcServer.start(RpcServerSettings.loopback(0), methods);
        client = RpcClient.start(
                Nodes.settings(Endpoint.parse(server.uri().toString())).withQueues(MANY, 16));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void resultIsWhatTheNodeSaid() {
        assertThat(client.call("chain_getBlockHash", List.of(0)).stringValue()).isEqualTo(NodeSocket.GENESIS);
        assertThat(client.call("test_echo", List.of()).isNull()).isTrue();
        assertThat(client.call("test_echo", List.of("ä\u0000\"\uD83D\uDE00")).stringValue())
                .isEqualTo("ä\u0000\"\uD83D\uDE00");
        assertThat(client.call("test_all", Arrays.asList("a", null, 7, true, List.of(1), Map.of("k", "v")))
                        .toString())
                .isEqualTo("[\"a\",{},7,true,[1],{\"k\":\"v\"}]");
        assertThat(client.connectedTo()).contains(server.uri().toString());
    }

    @Test
    void longResultArrives() {
        assertThat(client.call("test_long", List.of(3 << 20)).stringValue()).hasSize(3 << 20);
        assertThat(client.call("test_echo", List.of("y".repeat(3 << 20))).stringValue())
                .hasSize(3 << 20);
    }

    @Test
    void thousandCallsAtOnceGetTheirOwnAnswersInAnyOrder() throws Exception {
        ScriptedNode.Script shuffled = node -> {
            node.begin();
            var calls = new ArrayList<String>();
            while (calls.size() < MANY) {
                calls.add(node.readText());
            }
            Collections.shuffle(calls, new Random(5));
            for (var call : calls) {
                node.answer(call, call);
            }
            node.fallSilent();
        };
        try (var node = ScriptedNode.start(shuffled);
                var many = RpcClient.start(Nodes.settings(node.endpoint()).withQueues(MANY, 16));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, MANY)
                    .mapToObj(i -> threads.submit(() -> many.call("test_echo", List.of(i))))
                    .toList();
            for (var i = 0; i < MANY; i++) {
                assertThat(answers.get(i).get().get("params").get(0).intValue()).isEqualTo(i);
            }
        }
    }

    @Test
    void refusalHasCodeMessageAndData() {
        var refusal = catchThrowableOfType(RpcException.RpcError.class, () -> client.call("test_refuse", List.of()));

        assertThat(refusal.fault())
                .isEqualTo(new RpcFault(
                        1010, "Invalid Transaction", StringNode.valueOf("Transaction has a bad signature")));
        assertThat(refusal)
                .hasMessageContaining("test_refuse")
                .hasMessageContaining("1010: Invalid Transaction")
                .hasMessageContaining("bad signature")
                .hasMessageContaining(server.uri().toString());
    }

    @Test
    void faultOfTheNodeTellsNothingOfIt() {
        var error = catchThrowableOfType(RpcException.RpcError.class, () -> client.call("test_break", List.of()));

        assertThat(error.fault().code()).isEqualTo(RpcFault.INTERNAL_ERROR);
        assertThat(error).hasMessageNotContaining("secret");
    }

    @Test
    void methodThatIsNotThereIsNamed() {
        var error = catchThrowableOfType(RpcException.RpcError.class, () -> client.call("test_nothing", List.of()));

        assertThat(error.fault().code()).isEqualTo(RpcFault.METHOD_NOT_FOUND);
        assertThat(error).hasMessageContaining("test_nothing").hasMessageContaining("rpc_methods");
    }

    @Test
    void callEndsWithItsTimeLimitAndOthersGoOn() {
        assertThatThrownBy(() -> client.call("test_wait", List.of(), Duration.ofMillis(200)))
                .isInstanceOf(RpcException.Unanswered.class)
                .hasMessageContaining("test_wait");
        released.countDown();
        assertThat(client.call("test_echo", List.of(5)).intValue()).isEqualTo(5);
    }

    @Test
    void interruptedCallEndsAtOnce() throws InterruptedException {
        var failure = new CompletableFuture<Throwable>();
        var caller = Thread.ofVirtual().start(() -> {
            failure.complete(catchThrowableOfType(RpcException.class, () -> client.call("test_wait", List.of())));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        gates.acquire();
        caller.interrupt();

        assertThat(failure.join()).isInstanceOf(RpcException.Interrupted.class);
        released.countDown();
        assertThat(client.call("test_echo", List.of(5)).intValue()).isEqualTo(5);
    }

    @Test
    void callLargerThanAMessageMayBeIsNotSent() {
        var limits = RpcLimits.DEFAULT.withMessageBytes(10_000);
        try (var small = RpcClient.start(
                Nodes.settings(Endpoint.parse(server.uri().toString())).withLimits(limits))) {
            assertThatThrownBy(() -> small.call("test_echo", List.of("x".repeat(10_000))))
                    .isInstanceOf(RpcException.TooLarge.class)
                    .hasMessageContaining("not sent")
                    .hasMessageContaining("10000");
            assertThat(small.call("test_echo", List.of(5)).intValue()).isEqualTo(5);
        }
    }

    @Test
    void callWaitsForItsTurnWithinItsTimeLimit() throws Exception {
        try (var one = RpcClient.start(
                        Nodes.settings(Endpoint.parse(server.uri().toString())).withQueues(1, 1));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> one.call("test_wait", List.of()));
            gates.acquire();
            assertThatThrownBy(() -> one.call("test_echo", List.of(), Duration.ofMillis(50)))
                    .isInstanceOf(RpcException.Unanswered.class)
                    .hasMessageContaining("not sent");
            released.countDown();
            assertThat(first.get().stringValue()).isEqualTo("released");
            assertThat(one.call("test_echo", List.of(5)).intValue()).isEqualTo(5);
        }
    }

    @Test
    void closeEndsTheCallsThatWaitAndLeavesNoThread() throws Exception {
        client.call("test_echo", List.of());
        var before = threadsBesides(Set.of());
        var second = RpcClient.start(Nodes.settings(Endpoint.parse(server.uri().toString())));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = callers.submit(
                    () -> catchThrowableOfType(RpcException.class, () -> second.call("test_wait", List.of())));
            gates.acquire();
            assertThat(threadsBesides(before)).isNotEmpty();

            second.close();

            assertThat(waiting.get())
                    .isInstanceOf(RpcException.Disconnected.class)
                    .hasMessageContaining("closed");
        }
        while (!threadsBesides(before).isEmpty()) {
            // A thread tells that it is done a little before it is.
            Thread.sleep(1);
        }
        assertThatThrownBy(() -> second.call("test_echo", List.of()))
                .isInstanceOf(RpcException.Disconnected.class)
                .hasMessageContaining("the client is closed");
        second.close();
    }

    private static Set<Thread> threadsBesides(Set<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rpc-client") && !others.contains(thread))
                .collect(Collectors.toSet());
    }

    private static Object all(RpcParams params) {
        return IntStream.range(0, 6)
                .mapToObj(params::optional)
                .map(param -> param.<Object>map(node -> node).orElse(Collections.emptyMap()))
                .toList();
    }

    private void awaitRelease() {
        gates.release();
        try {
            released.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

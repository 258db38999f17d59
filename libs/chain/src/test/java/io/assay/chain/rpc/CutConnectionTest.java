package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection may break at any byte of a whole exchange: handshake, genesis, a call, a subscription and its news. */
@Timeout(120)
class CutConnectionTest {
    private static final SubscriptionRequest HEADS =
            SubscriptionRequest.renewed("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", List.of());

    @Test
    void cutAfterAnyByteSentIsALossAndNeverAnAnswer() throws Exception {
        var all = uncut();
        for (var sent = 0L; sent < all.bytesSent(); sent++) {
            assertSurvives(sent, Long.MAX_VALUE);
        }
    }

    @Test
    void cutAfterAnyByteReceivedIsALossAndNeverAnAnswer() throws Exception {
        var all = uncut();
        for (var received = 0L; received < all.bytesReceived(); received++) {
            assertSurvives(Long.MAX_VALUE, received);
        }
    }

    private static NodeSocket uncut() throws Exception {
        var whole = new CompletableFuture<NodeSocket>();
        try (var node = ScriptedNode.start(socket -> {
                    exchange(socket);
                    whole.complete(socket);
                    socket.fallSilent();
                });
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            use(client);
            var socket = whole.join();
            assertThat(socket.bytesSent()).isGreaterThan(300);
            return socket;
        }
    }

    private static void assertSurvives(long sent, long received) throws Exception {
        ScriptedNode.Script cut = socket -> exchange(socket.cutAfter(sent, received));
        ScriptedNode.Script whole = socket -> {
            exchange(socket);
            socket.fallSilent();
        };
        try (var node = ScriptedNode.start(cut, whole);
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            try {
                use(client);
            } catch (RpcException.Disconnected _) {
                use(client);
            }
            assertThat(node.connections()).isLessThanOrEqualTo(2);
        }
    }

    private static void exchange(NodeSocket node) throws IOException {
        node.begin();
        var call = node.readText();
        while (!call.contains("chain_subscribeNewHeads")) {
            node.answer(call, "\"whole\"");
            call = node.readText();
        }
        node.answer(call, "\"s1\"");
        node.text("{\"jsonrpc\":\"2.0\",\"method\":\"chain_newHead\",\"params\":"
                + "{\"subscription\":\"s1\",\"result\":\"news\"}}");
    }

    private static void use(RpcClient client) throws InterruptedException {
        assertThat(client.call("state_test", List.of()).stringValue()).isEqualTo("whole");
        var heads = client.subscribe(HEADS);
        for (var event = heads.next(); ; event = heads.next()) {
            switch (event) {
                case RpcEvent.Notified(var value) -> {
                    assertThat(value.stringValue()).isEqualTo("news");
                    return;
                }
                case RpcEvent.Resubscribed() -> {}
                case RpcEvent.Dropped _, RpcEvent.Ended _ -> throw new AssertionError(event);
            }
        }
    }
}

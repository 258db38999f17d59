package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionTest {
    private static final SubscriptionRequest HEADS =
            SubscriptionRequest.renewed("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", List.of());
    private static final SubscriptionRequest WATCH =
            SubscriptionRequest.once("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic", List.of("0x00"));

    private final LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();

    @Test
    void notificationsComeInOrderAndTheNodeIsToldOfTheEnd() throws Exception {
        ScriptedNode.Script twoHeads = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
            node.text(news("\"s1\"", 1)).text(news("\"s1\"", 2));
            node.answer(read(node), "true");
            node.echo();
        };
        try (var node = ScriptedNode.start(twoHeads);
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            try (var heads = client.subscribe(HEADS)) {
                assertThat(number(heads)).isEqualTo(1);
                assertThat(number(heads)).isEqualTo(2);
                assertThat(heads.next(Duration.ofMillis(50))).isEmpty();
            }
            assertThat(calls.take()).contains("chain_subscribeNewHeads").contains("\"params\":[]");
            assertThat(calls.take()).contains("chain_unsubscribeNewHeads").contains("[\"s1\"]");
        }
    }

    @Test
    void notificationsBeforeTheAnswerAreNotLost() throws Exception {
        ScriptedNode.Script hasty = node -> {
            node.begin();
            var call = read(node);
            node.text(news("17", 1)).text(news("\"other\"", 8)).text(news("17", 2));
            node.answer(call, "17");
            node.text(news("17", 3)).echo();
        };
        try (var node = ScriptedNode.start(hasty);
                var client = RpcClient.start(Nodes.settings(node.endpoint()));
                var heads = client.subscribe(HEADS)) {
            assertThat(number(heads)).isEqualTo(1);
            assertThat(number(heads)).isEqualTo(2);
            assertThat(number(heads)).isEqualTo(3);
        }
    }

    @Test
    void renewedSubscriptionIsMadeAgainAndTellsOfTheGap() throws Exception {
        ScriptedNode.Script cut = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
            node.text(news("\"s1\"", 1));
        };
        ScriptedNode.Script renewed = node -> {
            node.begin();
            var call = read(node);
            node.text(news("\"s9\"", 5));
            node.answer(call, "\"s9\"");
            node.text(news("\"s1\"", 8)).text(news("\"s9\"", 6)).echo();
        };
        try (var node = ScriptedNode.start(cut, renewed);
                var client = RpcClient.start(Nodes.settings(node.endpoint()));
                var heads = client.subscribe(HEADS)) {
            assertThat(number(heads)).isEqualTo(1);
            assertThat(heads.next()).isEqualTo(new RpcEvent.Resubscribed());
            assertThat(number(heads)).isEqualTo(5);
            assertThat(number(heads)).isEqualTo(6);
            assertThat(calls.take()).contains("chain_subscribeNewHeads");
            assertThat(calls.take()).contains("chain_subscribeNewHeads");
        }
    }

    @Test
    void subscriptionThatDoesSomethingIsNeverMadeAgain() throws Exception {
        ScriptedNode.Script cut = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
            node.text(news("\"s1\"", 1));
        };
        ScriptedNode.Script later = node -> {
            node.begin();
            while (true) {
                node.answer(read(node), "7");
            }
        };
        try (var node = ScriptedNode.start(cut, later);
                var client = RpcClient.start(Nodes.settings(node.endpoint()));
                var watch = client.subscribe(WATCH)) {
            assertThat(number(watch)).isEqualTo(1);
            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            RpcEvent.Ended.class,
                            ended -> assertThat(ended.reason())
                                    .isInstanceOf(RpcException.Disconnected.class)
                                    .hasMessageContaining("author_submitAndWatchExtrinsic"));
            assertThat(watch.next()).isInstanceOf(RpcEvent.Ended.class);
            client.call("state_test", List.of());
            assertThat(calls).element(0).asString().contains("author_submitAndWatchExtrinsic");
            assertThat(calls).element(1).asString().contains("state_test");
        }
    }

    @Test
    void subscriptionClosedDuringTheReconnectIsNotMadeAgain() throws Exception {
        var isReconnecting = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        ScriptedNode.Script cut = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
        };
        ScriptedNode.Script patient = node -> {
            node.shakeHands();
            var genesis = node.readText();
            isReconnecting.countDown();
            closed.await();
            node.answer(genesis, "\"" + NodeSocket.GENESIS + "\"");
            while (true) {
                node.answer(read(node), "7");
            }
        };
        try (var node = ScriptedNode.start(cut, patient);
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            var heads = client.subscribe(HEADS);
            isReconnecting.await();
            heads.close();
            closed.countDown();
            client.call("state_test", List.of());
            calls.take();
            assertThat(calls).noneMatch(call -> call.contains("chain_subscribeNewHeads"));
        }
    }

    @Test
    void subscriptionThatIsRefusedOnRenewalEnds() throws Exception {
        ScriptedNode.Script cut = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
        };
        ScriptedNode.Script refusing = node -> {
            node.begin();
            node.text("{\"jsonrpc\":\"2.0\",\"id\":" + NodeSocket.id(read(node))
                    + ",\"error\":{\"code\":-32006,\"message\":\"Too many subscriptions\"}}");
            node.echo();
        };
        try (var node = ScriptedNode.start(cut, refusing);
                var client = RpcClient.start(Nodes.settings(node.endpoint()));
                var heads = client.subscribe(HEADS)) {
            assertThat(heads.next())
                    .isInstanceOfSatisfying(
                            RpcEvent.Ended.class,
                            ended -> assertThat(ended.reason())
                                    .isInstanceOf(RpcException.RpcError.class)
                                    .hasMessageContaining("Too many subscriptions"));
            assertThat(client.call("state_test", List.of())).isNotNull();
        }
    }

    @Test
    void nodeMayEndASubscription() throws Exception {
        ScriptedNode.Script ending = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
            node.text(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{\"subscription\":\"s1\",\"error\":\"lagged\"}}");
            node.echo();
        };
        try (var node = ScriptedNode.start(ending);
                var client = RpcClient.start(Nodes.settings(node.endpoint()));
                var heads = client.subscribe(HEADS)) {
            assertThat(heads.next())
                    .isInstanceOfSatisfying(
                            RpcEvent.Ended.class,
                            ended -> assertThat(ended.reason()).hasMessageContaining("lagged"));
        }
    }

    @Test
    void slowConsumerLosesTheOldestAndIsTold() throws Exception {
        ScriptedNode.Script fast = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
            for (var i = 0; i < 10; i++) {
                node.text(news("\"s1\"", i));
            }
            node.echo();
        };
        try (var node = ScriptedNode.start(fast);
                var client = RpcClient.start(Nodes.settings(node.endpoint()).withQueues(4, 3));
                var heads = client.subscribe(HEADS)) {
            client.call("state_test", List.of());
            assertThat(heads.next()).isEqualTo(new RpcEvent.Dropped(7));
            assertThat(List.of(number(heads), number(heads), number(heads))).containsExactly(7, 8, 9);
        }
    }

    @Test
    void subscribingThatIsGivenUpIsUnsubscribedWhenItsAnswerComes() throws Exception {
        var gaveUp = new CountDownLatch(1);
        ScriptedNode.Script late = node -> {
            node.begin();
            var call = read(node);
            gaveUp.await();
            node.answer(call, "\"s1\"");
            node.answer(read(node), "true");
            node.echo();
        };
        try (var node = ScriptedNode.start(late);
                var client = RpcClient.start(Nodes.settings(node.endpoint()))) {
            var caller = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> client.subscribe(HEADS))
                            .isInstanceOf(RpcException.Interrupted.class));
            assertThat(calls.take()).contains("chain_subscribeNewHeads");
            caller.interrupt();
            caller.join();
            gaveUp.countDown();
            assertThat(calls.take()).contains("chain_unsubscribeNewHeads").contains("s1");
        }
    }

    @Test
    void nameThatIsTakenEndsTheConnection() throws Exception {
        ScriptedNode.Script forgetful = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
            node.answer(read(node), "\"s1\"");
            node.fallSilent();
        };
        try (var node = ScriptedNode.start(forgetful, NodeSocket::serve);
                var client = RpcClient.start(Nodes.settings(node.endpoint()));
                var first = client.subscribe(WATCH)) {
            assertThatThrownBy(() -> client.subscribe(WATCH)).isInstanceOf(RpcException.MalformedAnswer.class);
            assertThat(first.next()).isInstanceOf(RpcEvent.Ended.class);
        }
    }

    @Test
    void closedClientEndsSubscriptions() throws Exception {
        ScriptedNode.Script quiet = node -> {
            node.begin();
            node.answer(read(node), "\"s1\"");
            node.answer(read(node), "\"s2\"");
            node.fallSilent();
        };
        try (var node = ScriptedNode.start(quiet)) {
            var client = RpcClient.start(Nodes.settings(node.endpoint()));
            var heads = client.subscribe(HEADS);
            var watch = client.subscribe(WATCH);
            client.close();

            assertThat(heads.next()).isInstanceOf(RpcEvent.Ended.class);
            assertThat(watch.next()).isInstanceOf(RpcEvent.Ended.class);
        }
    }

    private String read(NodeSocket node) throws IOException {
        var call = node.readText();
        calls.add(call);
        return call;
    }

    private static String news(String subscription, int number) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"chain_newHead\",\"params\":{\"subscription\":" + subscription
                + ",\"result\":" + number + "}}";
    }

    private static int number(RpcSubscription subscription) throws InterruptedException {
        var event = subscription.next();
        assertThat(event).isInstanceOf(RpcEvent.Notified.class);
        return event instanceof RpcEvent.Notified(var value) ? value.intValue() : -1;
    }
}

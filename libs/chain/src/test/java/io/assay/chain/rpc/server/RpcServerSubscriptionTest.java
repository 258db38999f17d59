package io.assay.chain.rpc.server;

import static io.assay.chain.rpc.server.Requests.echo;
import static io.assay.chain.rpc.server.Requests.json;
import static io.assay.chain.rpc.server.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.rpc.RpcLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RpcServerSubscriptionTest {
    private static final Pattern SUBSCRIPTION = Pattern.compile("\"result\":\"([0-9a-f]{16})\"");
    private static final RpcServerSettings DEFAULTS = RpcServerSettings.loopback(0);

    private final ServedMethods served = new ServedMethods();
    private RpcServer server = RpcServer.start(DEFAULTS, served.methods());

    @AfterEach
    void close() {
        served.released.countDown();
        server.close();
    }

    @Test
    void subscriptionLives() throws Exception {
        try (var client = WebSocketClient.open(server.uri())) {
            var id = subscribe(client, "test", "first");
            var sink = served.begun.take();
            assertThat(sink.send(7)).isTrue();
            assertThat(client.read().text())
                    .isEqualTo(json("{'jsonrpc':'2.0','method':'test_news','params':{'subscription':'" + id
                            + "','result':7}}"));
            assertThat(unsubscribe(client, "other", id)).contains("\"result\":false");
            assertThat(unsubscribe(client, "test", id)).contains("\"result\":true");
            assertThat(served.ended.take()).isEqualTo("first");
            assertThat(sink.send(8)).isFalse();
            assertThat(unsubscribe(client, "test", id)).contains("\"result\":false");
        }
    }

    @Test
    void subscriptionsOfAClientThatIsGoneEndOnce() throws Exception {
        try (var client = WebSocketClient.open(server.uri())) {
            subscribe(client, "test", "one");
            subscribe(client, "test", "two");
        }
        assertThat(Stream.of(served.ended.take(), served.ended.take())).containsExactlyInAnyOrder("one", "two");
        var sink = served.begun.take();
        sink.end();
        assertThat(sink.send(1)).isFalse();
        assertThat(served.ended).isEmpty();
    }

    @Test
    void feedMayEndItself() throws Exception {
        try (var client = WebSocketClient.open(server.uri())) {
            var id = subscribe(client, "test", "watch");
            var sink = served.begun.take();
            sink.send("finalized");
            sink.end();
            assertThat(served.ended.take()).isEqualTo("watch");
            assertThat(client.read().text()).contains("finalized");
            assertThat(unsubscribe(client, "test", id)).contains("\"result\":false");
        }
    }

    @Test
    void subscriptionsAreBoundedAndRefusedByTheirFeed() throws Exception {
        restart(new RpcServerSettings(
                DEFAULTS.address(), RpcLimits.DEFAULT, 10, 10, 2, 10, 1 << 20, Duration.ofSeconds(60)));
        try (var client = WebSocketClient.open(server.uri())) {
            assertThat(client.ask(request(1, "test_subscribe", "1,2"))).contains("-32602");
            var first = subscribe(client, "test", "a");
            subscribe(client, "test", "b");
            assertThat(client.ask(request(1, "test_subscribe", "\"c\""))).contains("-32006");
            unsubscribe(client, "test", first);
            subscribe(client, "test", "c");
        }
    }

    @Test
    void clientThatDoesNotReadIsCutOff() throws Exception {
        restart(new RpcServerSettings(
                DEFAULTS.address(), RpcLimits.DEFAULT, 10, 10, 10, 10, 1 << 20, Duration.ofSeconds(60)));
        try (var client = WebSocketClient.open(server.uri());
                var other = WebSocketClient.open(server.uri())) {
            subscribe(client, "test", "slow");
            var sink = served.begun.take();
            var news = "x".repeat(10_000);
            var sent = 0;
            while (sink.send(news)) {
                sent++;
            }
            assertThat(served.ended.take()).isEqualTo("slow");
            assertThat(sent)
                    .as("messages of 10 kB in 1 MiB and the system's buffers")
                    .isLessThan(2000);
            assertThat(other.ask(echo(1, "unharmed"))).contains("unharmed");
        }
    }

    private void restart(RpcServerSettings settings) {
        server.close();
        server = RpcServer.start(settings, served.methods());
    }

    private static String subscribe(WebSocketClient client, String feed, String name) throws IOException {
        var answer = client.ask(request(1, feed + "_subscribe", "\"" + name + "\""));
        var id = SUBSCRIPTION.matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group(1);
    }

    private static String unsubscribe(WebSocketClient client, String feed, String id) throws IOException {
        return client.ask(request(2, feed + "_unsubscribe", "\"" + id + "\""));
    }
}

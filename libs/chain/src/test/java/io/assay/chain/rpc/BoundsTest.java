package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static final byte[] TEN = "0123456789".getBytes(StandardCharsets.UTF_8);

    @Test
    void messageIsPutTogetherUpToTheLimit() {
        var assembly = new MessageAssembly(25);
        assertThat(assembly.begun()).isFalse();
        assertThat(assembly.add(Unpooled.wrappedBuffer(TEN))).isTrue();
        assertThat(assembly.add(Unpooled.EMPTY_BUFFER)).isTrue();
        assertThat(assembly.add(Unpooled.wrappedBuffer(TEN))).isTrue();
        assertThat(assembly.begun()).isTrue();
        assertThat(assembly.add(Unpooled.wrappedBuffer(TEN))).isFalse();
        assertThat(assembly.take()).asString(StandardCharsets.UTF_8).isEqualTo("01234567890123456789");
        assertThat(assembly.begun()).isFalse();
        assertThat(assembly.add(Unpooled.wrappedBuffer(new byte[25]))).isTrue();
        assertThat(assembly.take()).hasSize(25);
    }

    @Test
    void oldestNotificationsGoByNumber() {
        var queue = new NotificationQueue(2, 1000);
        queue.add(new byte[] {1});
        queue.add(new byte[] {2});
        queue.add(new byte[] {3});
        assertThat(all(queue)).containsExactly("dropped 1", "2", "3");
    }

    @Test
    void oldestNotificationsGoByBytes() {
        var queue = new NotificationQueue(100, 25);
        queue.add(TEN);
        queue.add(TEN);
        queue.add(TEN);
        queue.add(new byte[30]);
        assertThat(all(queue)).as("the last is kept, however large").containsExactly("dropped 3", "0");
    }

    @Test
    void gapIsToldInItsPlaceAndSurvivesBeingDropped() {
        var queue = new NotificationQueue(3, 1000);
        queue.add(new byte[] {1});
        queue.addGap();
        queue.add(new byte[] {2});
        assertThat(all(queue)).containsExactly("1", "gap", "2");

        queue.addGap();
        queue.add(new byte[] {3});
        queue.add(new byte[] {4});
        queue.add(new byte[] {5});
        assertThat(all(queue)).containsExactly("gap", "3", "4", "5");
    }

    @Test
    void settingsOutsideTheirRangeAreNamed() {
        assertThatThrownBy(() -> RpcSettings.of(List.of())).hasMessageContaining("endpoints is empty");
        var settings = Nodes.settings(Endpoint.parse("ws://a"));
        assertThatThrownBy(() -> settings.withQueues(0, 1)).hasMessageContaining("outstanding is 0");
        assertThatThrownBy(() -> settings.withQueues(1, 0)).hasMessageContaining("queued is 0");
        assertThatThrownBy(() -> settings.withGenesisHash("0x12")).hasMessageContaining("genesisHash");
        assertThatThrownBy(() -> Nodes.withCall(Duration.ZERO)).hasMessageContaining("call is PT0S");
        assertThatThrownBy(() -> Nodes.withHeartbeat(Duration.ofDays(2))).hasMessageContaining("heartbeat is PT48H");
        assertThatThrownBy(() -> RpcLimits.DEFAULT.withMessageBytes(0)).hasMessageContaining("messageBytes is 0");
        assertThatThrownBy(() -> new RpcLimits(1, 1001, 1, 1, 1)).hasMessageContaining("nesting is 1001");
    }

    @Test
    void peersTextIsOneBoundedLine() {
        assertThat(PlainText.of("a\nb\u0000\u202E\u2028c\uD800ä\uD83D\uDE00")).isEqualTo("a?b???c?ä\uD83D\uDE00");
        assertThat(PlainText.of("x".repeat(10_000))).hasSize(303);
    }

    private static List<String> all(NotificationQueue queue) {
        var all = new ArrayList<String>();
        for (var item = queue.poll(); item != null; item = queue.poll()) {
            all.add(
                    switch (item) {
                        case NotificationQueue.Item.Gap() -> "gap";
                        case NotificationQueue.Item.Dropped(var count) -> "dropped " + count;
                        case NotificationQueue.Item.Message(var utf8) -> String.valueOf(utf8[0]);
                    });
        }
        return all;
    }
}

package io.assay.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class TopicsMainTest {
    private static LiveRecord record;

    @BeforeAll
    static void start(@TempDir Path directory) {
        record = new LiveRecord(directory);
    }

    @BeforeEach
    void empty() throws Exception {
        record.empty();
    }

    @AfterAll
    static void close() {
        record.close();
    }

    @Test
    void allTopicsAreListedWithTheirSizesAndRetention() throws Exception {
        record.publish(Events.opened(7), Events.closed(7));
        assertThat(record.topics()).isZero();
        assertThat(record.lines()).hasSize(1 + 2 * Topics.all().size());
        assertThat(record.said())
                .startsWith("topic")
                .containsPattern("(?m)^windows +1 +2 +[1-9][0-9,]* +delete +30 d$")
                .containsPattern("(?m)^windows.dlt +1 +0 +0 +delete +for ever$")
                .containsPattern("(?m)^gradient-arrivals +1 +0 +0 +delete +30 d$")
                .containsPattern("(?m)^peer-standings +1 +0 +0 +compact +for ever$");
        assertThat(record.topics("--json")).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(record.lines().getFirst())
                        .get("offsets")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void eventsAreToldInWords() throws Exception {
        record.publish(Events.opened(7), Events.closed(7));
        assertThat(record.topics("windows")).isZero();
        assertThat(record.lines()).hasSize(2);
        assertThat(record.lines().get(0))
                .matches("20.{21}Z  window 7 .*")
                .endsWith("  opened at block 49: 2 miners, 1 active, 1 drawn, 1 in the gather set, step 7");
        assertThat(record.lines().get(1))
                .endsWith("  closed by block 56, uploads until 2026-03-01T12:00:10Z: 1 arrived, 1 rejected too_late");
    }

    @Test
    void everyTopicHasItsWords() throws Exception {
        record.publish(
                Events.delta(7),
                Events.failed(7),
                Events.advanced(7),
                Events.standing(7),
                Events.planned(7),
                Events.done(7));
        record.topics("loss-deltas");
        assertThat(record.said())
                .contains("1 5GrwvaEF…", "loss 5.5000 → 5.2500 (-4.55%) on its own data", "0.50 steps behind, by w-1")
                .contains("2 5FHneW46…", "not measured, device_fault: out of memory (w-1)");
        record.topics("model-advances");
        assertThat(record.said()).contains("model moved by 1 gradients, learning rate 4.0E-4, step 7");
        record.topics("peer-standings");
        assertThat(record.said())
                .contains("stands at ordinal 1.750, binary 0.125, sync 0.875, final 0.2190, weight 35.52%");
        record.topics("weight-submissions");
        assertThat(record.said())
                .contains("weights of 1 uids planned, nonce 12, extrinsic " + Events.HASH)
                .contains("weights final in block 58, extrinsic " + Events.HASH);
    }

    @Test
    void onePeerAndOneWindowAreFound() throws Exception {
        record.publish(Events.opened(7), Events.closed(7), Events.opened(8), Events.closed(8));
        record.topics("windows", "--peer", "5FHneW", "--window", "8");
        assertThat(record.lines()).hasSize(2);
        assertThat(record.lines().get(0))
                .contains("window 8", "2 5FHneW46…      opened at block 56: inactive, not drawn, in the gather set");
        assertThat(record.lines().get(1)).endsWith("closed by block 63: rejected too_late");
        record.topics("windows", "--peer", "1", "--limit", "1");
        assertThat(record.lines())
                .singleElement()
                .asString()
                .contains("window 8", "1 5GrwvaEF…")
                .endsWith(": arrived");
        record.topics("windows", "--peer", "9");
        assertThat(record.said()).isEmpty();
    }

    @Test
    void partitionsAreToldInTheOrderOfTime() throws Exception {
        for (var window = 1; window <= 20; window++) {
            record.publish(Events.arrived(window), Events.rejected(window, "late"));
        }
        record.topics("gradient-arrivals");
        var windows = record.lines().stream()
                .map(line -> Integer.parseInt(line.replaceFirst("^.*  window (\\d+) .*$", "$1")))
                .toList();
        assertThat(windows).hasSize(40).isSorted();
        record.topics("gradient-arrivals", "--limit", "2");
        assertThat(record.lines()).hasSize(2).allMatch(line -> line.contains("window 20 "));
    }

    @Test
    void damagedRecordsAndForgottenKeysAreShownAsSuch() throws Exception {
        record.write(Topics.WINDOWS, "3", "\u001b[2Jno event".getBytes(UTF_8), Map.of());
        record.write(Topics.WINDOWS, "3\u001b[1m", "{".getBytes(UTF_8), Map.of("type", "a\nb", "schemaVersion", "1"));
        record.write(Topics.PEER_STANDINGS, "3:" + Events.ALICE, null, Map.of());
        record.publish(Events.rejected(7, "too \u001b[31mlate\u202e"));
        assertThat(record.topics("windows")).isZero();
        assertThat(record.lines()).hasSize(2);
        assertThat(record.lines().get(0))
                .contains("DAMAGED", "partition 0 offset 0", "12 bytes: the header 'type' is missing, key 3");
        assertThat(record.lines().get(1)).contains("offset 1", "event type 'a b' is unknown", "key 3\\u001b[1m");
        record.topics("peer-standings");
        assertThat(record.said()).contains("forgotten", "key 3:" + Events.ALICE);
        record.topics("gradient-arrivals");
        assertThat(record.said()).contains("gradient refused, too_late: too \\u001b[31mlate\\u202e");
    }

    @Test
    void programsGetWholeEvents() throws Exception {
        record.publish(Events.opened(7));
        record.write(Topics.WINDOWS, null, "x".getBytes(UTF_8), Map.of());
        record.topics("windows", "--json");
        var first = JsonMapper.shared().readTree(record.lines().get(0));
        assertThat(first.get("type").stringValue()).isEqualTo("WindowOpened");
        assertThat(first.at("/event/roster")).hasSize(2);
        assertThat(first.get("key").stringValue()).isEqualTo("3");
        var second = JsonMapper.shared().readTree(record.lines().get(1));
        assertThat(second.get("damaged").stringValue()).contains("1 bytes");
        assertThat(second.get("offset").intValue()).isEqualTo(1);
    }

    @Test
    void whatComesIsFollowed() throws Exception {
        record.publish(Events.opened(7));
        var code = new AtomicInteger(-1);
        var following = Thread.ofPlatform().start(() -> code.set(record.topics("windows", "--follow")));
        awaitLines(1);
        record.publish(Events.closed(7), Events.opened(8));
        awaitLines(3);
        following.interrupt();
        following.join(Duration.ofSeconds(20));
        assertThat(code).hasValue(0);
        assertThat(record.lines().get(2)).contains("window 8", "opened at block 56");
    }

    private void awaitLines(int count) throws InterruptedException {
        while (record.lines().size() < count) {
            Thread.sleep(20);
        }
    }
}

package io.assay.rating.kafka;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.rating.Subnets;
import io.assay.rating.core.Windows;
import io.assay.service.kafka.EventSerializer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingTopologyTest {
    private static final String TRACE = "00-" + "ab".repeat(16) + "-" + "cd".repeat(8) + "-01";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventSerializer serializer = new EventSerializer();

    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> windows;
    private TestInputTopic<String, byte[]> deltas;
    private TestOutputTopic<String, byte[]> verdicts;
    private TestOutputTopic<String, byte[]> standings;

    @BeforeEach
    void start() {
        var properties = new Properties();
        properties.put("application.id", "rating-test");
        properties.put("bootstrap.servers", "nowhere:1");
        properties.put("state.dir", directory.toString());
        var subnets = new Subnets(Windows.HPARAMS);
        driver = new TopologyTestDriver(
                RatingTopology.of(subnets, new RatingMeters(meters, subnets), _ -> Optional.empty()), properties);
        windows = driver.createInputTopic("windows", new StringSerializer(), new ByteArraySerializer());
        deltas = driver.createInputTopic("loss-deltas", new StringSerializer(), new ByteArraySerializer());
        verdicts = output("window-verdicts");
        standings = output("peer-standings");
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void send(Event... events) {
        for (var event : events) {
            var headers = new RecordHeaders();
            headers.add("traceparent", TRACE.getBytes(UTF_8));
            var value = serializer.serialize("", headers, event);
            var topic = Topics.of(event) == Topics.WINDOWS ? windows : deltas;
            topic.pipeInput(new TestRecord<>(event.partitionKey(), value, headers));
        }
    }

    private List<WindowVerdict> verdicts() {
        return verdicts.readRecordsToList().stream()
                .map(record -> (WindowVerdict) EventJson.read("WindowVerdict", record.value()))
                .toList();
    }

    private double ignored(String reason) {
        return meters.counter("assay.rating.ignored", "netuid", "3", "reason", reason)
                .count();
    }

    private double allIgnored() {
        return meters.find("assay.rating.ignored").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void publishesAVerdictAndTheStandingsAfterIt() {
        send(opened(1, uids(2)), closed(1, uids(2)), delta(1, 1, 0.02), delta(1, 2, 0.01));
        var record = verdicts.readRecord();
        assertThat(record.key()).isEqualTo("3");
        assertThat(record.headers().lastHeader("type").value()).asString(UTF_8).isEqualTo("WindowVerdict");
        assertThat(record.headers().lastHeader("schemaVersion").value())
                .asString(UTF_8)
                .isEqualTo("1");
        assertThat(record.headers().lastHeader("traceparent").value())
                .asString(UTF_8)
                .isEqualTo(TRACE);
        var verdict = (WindowVerdict) EventJson.read("WindowVerdict", record.value());
        var told = standings.readKeyValuesToMap();
        assertThat(told).containsOnlyKeys("3:" + hotkey(1), "3:" + hotkey(2));
        assertThat(told.get("3:" + hotkey(1)))
                .isEqualTo(
                        EventJson.write(new PeerStanding(3, 1, Windows.standing(verdict, 1), verdict.verdictHash())));
        assertThat(meters.counter("assay.rating.verdicts", "netuid", "3", "cause", "all_outcomes")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("assay.rating.verdicts", "netuid", "3", "cause", "lag")
                        .count())
                .isZero();
        assertThat(allIgnored()).isZero();
    }

    @Test
    void aTraceIsNoPartOfTheVerdict() {
        Event[] events = {opened(1, uids(2)), closed(1, uids(2)), delta(1, 1, 0.02), delta(1, 2, 0.01)};
        send(events);
        var traced = verdicts.readRecord();
        var plain = directory.resolve("plain");
        try (var other = new RatingDriver(plain, new Subnets(Windows.HPARAMS), _ -> Optional.empty())) {
            other.send(events);
            var untraced = other.records("window-verdicts").getFirst();
            assertThat(untraced.headers().lastHeader("traceparent")).isNull();
            assertThat(untraced.value()).isEqualTo(traced.value());
        }
    }

    @Test
    void settlesByLagAndCountsIt() {
        for (var window = 1L; window <= 3; window++) {
            send(opened(window, uids(1)), closed(window, uids(1)));
        }
        assertThat(verdicts()).extracting(WindowVerdict::window).containsExactly(1L);
        assertThat(meters.counter("assay.rating.verdicts", "netuid", "3", "cause", "lag")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void duplicatesAndLateRecordsChangeNothingAndAreCounted() {
        send(opened(1, uids(2)), closed(1, uids(2)), delta(1, 1, 0.02), delta(1, 1, 0.03), opened(1, uids(1)));
        send(delta(1, 2, 0.01), delta(1, 2, 0.01), closed(1, uids(2)));
        assertThat(verdicts()).hasSize(1);
        assertThat(ignored("duplicate")).isEqualTo(2);
        assertThat(ignored("late")).isEqualTo(2);
        assertThat(allIgnored()).isEqualTo(4);
    }

    @Test
    void poisonGoesToTheDeadLettersAndStopsNothing() {
        windows.pipeInput("3", "no header".getBytes(UTF_8));
        pipe("WindowOpened", "{\"netuid\":");
        pipe("Nonsense", "{}");
        pipe("WindowVerdict", "{}");
        send(opened(1, uids(1)), closed(1, uids(1)), delta(1, 1, 0.02));
        assertThat(verdicts()).hasSize(1);
        var dead = output("windows.dlt").readRecordsToList();
        assertThat(dead).extracting(record -> new String(record.value(), UTF_8)).contains("no header", "{\"netuid\":");
        assertThat(dead)
                .hasSize(4)
                .allSatisfy(record ->
                        assertThat(record.headers().lastHeader("reason")).isNotNull());
        assertThat(meters.counter("assay.dead.letters", "topic", "windows").count())
                .isEqualTo(4);
        assertThat(allIgnored()).isZero();
    }

    private void pipe(String type, String value) {
        var headers = new RecordHeaders();
        headers.add("type", type.getBytes(UTF_8)).add("schemaVersion", "1".getBytes(UTF_8));
        windows.pipeInput(new TestRecord<>("3", value.getBytes(UTF_8), headers));
    }

    @Test
    void anEventOfAnotherTopicIsADeadLetter() {
        var headers = new RecordHeaders();
        var value = serializer.serialize("", headers, delta(1, 1, 0.02));
        windows.pipeInput(new TestRecord<>("3", value, headers));
        assertThat(output("windows.dlt")
                        .readRecord()
                        .headers()
                        .lastHeader("reason")
                        .value())
                .asString(UTF_8)
                .isEqualTo("a LossDelta does not belong in windows");
    }

    @Test
    void aPoisonRecordOfAnySizeIsCutToWhatTheTopicTakes() {
        deltas.pipeInput("3", new byte[2 << 20]);
        assertThat(output("loss-deltas.dlt").readValue()).hasSize(512 << 10);
    }

    @Test
    void aDroppedPeerLeavesTheCompactedTopic() {
        send(opened(1, uids(1)), closed(1, uids(1)), delta(1, 1, 0.02));
        for (var window = 2L; window <= 28; window++) {
            send(opened(window, List.of()), closed(window, List.of()));
        }
        var last = standings.readRecordsToList().getLast();
        assertThat(last.key()).isEqualTo("3:" + hotkey(1));
        assertThat(last.value()).isNull();
        assertThat(verdicts().getLast().standings()).isEmpty();
    }

    @Test
    void whatASettledWindowNeededIsDeleted() {
        send(opened(1, uids(2)), closed(1, uids(2)), delta(1, 1, 0.02), delta(2, 1, 0.02));
        var store = driver.<String, byte[]>getKeyValueStore(RatingTopology.STORE);
        assertThat(keys(store)).hasSize(5).contains("3/head");
        send(delta(1, 2, 0.01));
        assertThat(keys(store)).containsExactly("3/head", "3/window/0000000000000000002/evaluation/" + hotkey(1));
    }

    private static List<String> keys(KeyValueStore<String, byte[]> store) {
        var keys = new ArrayList<String>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    @Test
    void theStoreBringsAnOpenWindowBackAsItWas() {
        send(opened(1, uids(1)), closed(1, uids(1)), delta(1, 1, 0.02));
        send(opened(2, uids(2)), delta(2, 1, 0.02), closed(2, uids(2)));
        var store = new SettleStore(driver.getKeyValueStore(RatingTopology.STORE), 3);
        var state = store.load();
        assertThat(state.head().window()).isEqualTo(1);
        assertThat(state.openWindows()).isEqualTo(1);
        assertThat(state.head().before().verdictHash())
                .isEqualTo(verdicts().getLast().verdictHash());
    }

    @Test
    void parametersThatDifferAreCounted() {
        send(opened(1, uids(1)));
        assertThat(meters.counter("assay.rating.parameters.differ", "netuid", "3")
                        .count())
                .isEqualTo(1);
    }
}

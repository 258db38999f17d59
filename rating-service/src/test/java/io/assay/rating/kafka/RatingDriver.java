package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.rating.Subnets;
import io.assay.service.kafka.EventSerializer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
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

/** The topology without a broker: fed with events, read back as events. */
final class RatingDriver implements AutoCloseable {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventSerializer serializer = new EventSerializer();
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new HashMap<>();
    private final Map<String, TestOutputTopic<String, byte[]>> outputs = new HashMap<>();
    private final TopologyTestDriver driver;

    RatingDriver(Path directory, Subnets subnets, LastVerdicts record) {
        var properties = new Properties();
        properties.put("application.id", "rating-test");
        properties.put("bootstrap.servers", "nowhere:1");
        properties.put("state.dir", directory.toString());
        driver = new TopologyTestDriver(
                RatingTopology.of(subnets, new RatingMeters(meters, subnets), record), properties);
        for (var topic : List.of(Topics.WINDOWS, Topics.LOSS_DELTAS)) {
            inputs.put(
                    topic.topic(),
                    driver.createInputTopic(topic.topic(), new StringSerializer(), new ByteArraySerializer()));
            output(topic.deadLetters());
        }
        output(Topics.WINDOW_VERDICTS.topic());
    }

    private void output(String topic) {
        outputs.put(topic, driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    void send(Event... events) {
        for (var event : events) {
            var headers = new RecordHeaders();
            var value = serializer.serialize("", headers, event);
            pipe(Topics.of(event).topic(), event.partitionKey(), headers, value);
        }
    }

    /** An event as text, which may be one that no writer of ours would write. */
    void send(String topic, String type, String json) {
        var headers = new RecordHeaders();
        headers.add("type", type.getBytes(UTF_8)).add("schemaVersion", "1".getBytes(UTF_8));
        pipe(topic, "3", headers, json.getBytes(UTF_8));
    }

    void pipe(String topic, String key, Headers headers, byte[] value) {
        Objects.requireNonNull(inputs.get(topic)).pipeInput(new TestRecord<>(key, value, headers));
    }

    List<WindowVerdict> verdicts() {
        return records(Topics.WINDOW_VERDICTS.topic()).stream()
                .map(record -> (WindowVerdict) EventJson.read("WindowVerdict", record.value()))
                .toList();
    }

    /** What has come out since the last time. */
    List<TestRecord<String, byte[]>> records(String topic) {
        return Objects.requireNonNull(outputs.get(topic)).readRecordsToList();
    }

    /** Reasons of what was buried since the last time, of both topics. */
    List<String> deadLetters() {
        var reasons = new ArrayList<String>();
        for (var topic : List.of(Topics.WINDOWS, Topics.LOSS_DELTAS)) {
            records(topic.deadLetters())
                    .forEach(record -> reasons.add(
                            new String(record.headers().lastHeader("reason").value(), UTF_8)));
        }
        return reasons;
    }

    KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(RatingTopology.STORE);
    }

    /** Every counter that has moved: its name and the values of its tags. */
    Map<String, Integer> moved() {
        var moved = new TreeMap<String, Integer>();
        for (var meter : meters.getMeters()) {
            if (meter instanceof Counter counter && counter.count() > 0) {
                var tags = meter.getId().getTags().stream()
                        .map(tag -> "," + tag.getValue())
                        .collect(Collectors.joining());
                moved.put(meter.getId().getName().replace("assay.", "") + tags, (int) counter.count());
            }
        }
        return moved;
    }

    @Override
    public void close() {
        driver.close();
    }
}

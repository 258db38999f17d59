package io.assay.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.json.EventJson;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventDeserializerTest {
    private static final Headers GOOD = headers(Map.of("type", "WeightsSubmitted", "schemaVersion", "1"));

    private final EventDeserializer deserializer = new EventDeserializer();

    @Test
    void readsWhatTheSerializerWrote() {
        var headers = headers(Map.of());
        var bytes = new EventSerializer().serialize("weight-submissions", headers, Broker.event(2));
        assertThat(deserializer.deserialize("weight-submissions", headers, bytes))
                .isEqualTo(new Understood(Broker.event(2)));
    }

    @Test
    void explainsWhatIsMissing() {
        assertThat(reason(headers(Map.of()), new byte[0])).isEqualTo("the header 'type' is missing");
        assertThat(reason(headers(Map.of("type", "LossDelta")), new byte[0]))
                .isEqualTo("schemaVersion is null, known: 1");
        assertThat(reason(headers(Map.of("type", "LossDelta", "schemaVersion", "2")), new byte[0]))
                .isEqualTo("schemaVersion is 2, known: 1");
        assertThat(reason(GOOD, "null".getBytes(UTF_8))).contains("WeightsSubmitted is null");
    }

    @Test
    void takesARecordWithoutAValue() {
        byte @Nullable [] none = null;
        assertThat(deserializer.deserialize("t", GOOD, none)).isInstanceOf(Poison.class);
        assertThat(deserializer.deserialize("t", none)).isInstanceOf(Poison.class);
    }

    @Test
    void keepsItsReasonsShortAndOnOneLine() {
        var long1 = reason(headers(Map.of("type", "a\nb\u001b[31m".repeat(10_000), "schemaVersion", "1")), new byte[0]);
        var long2 = reason(headers(Map.of("type", "T", "schemaVersion", "9\n".repeat(10_000))), new byte[0]);
        assertThat(long1).hasSizeLessThan(600).doesNotContain("\n", "\u001b");
        assertThat(long2).hasSizeLessThan(600).doesNotContain("\n");
    }

    @Property(tries = 500)
    void neverThrows(@ForAll byte[] value, @ForAll("names") String type, @ForAll("names") String version) {
        var received = deserializer.deserialize("t", headers(Map.of("type", type, "schemaVersion", version)), value);
        assertThat(received).isInstanceOf(Poison.class);
    }

    @Property(tries = 1000)
    void neverThrowsOnADamagedEvent(@ForAll("places") int place, @ForAll byte damage) {
        var bytes = EventJson.write(Broker.event(2));
        bytes[place % bytes.length] = damage;
        assertThat(deserializer.deserialize("t", GOOD, bytes)).isNotNull();
    }

    @Property(tries = 200)
    void neverThrowsOnRandomHeaders(@ForAll String name, @ForAll byte[] header, @ForAll byte[] value) {
        var headers = headers(Map.of());
        headers.add(new RecordHeader("type", header)).add(new RecordHeader(name, (byte[]) null));
        headers.add("schemaVersion", header);
        assertThat(deserializer.deserialize("t", headers, value)).isInstanceOf(Poison.class);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(Arbitraries.of(EventJson.types()), Arbitraries.of("1", "2"), Arbitraries.strings());
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 10_000);
    }

    private String reason(Headers headers, byte[] value) {
        return ((Poison) deserializer.deserialize("t", headers, value)).reason();
    }

    private static Headers headers(Map<String, String> texts) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        texts.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        return headers;
    }
}

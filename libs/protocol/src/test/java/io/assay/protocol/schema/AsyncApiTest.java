package io.assay.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.json.Samples;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class AsyncApiTest {
    private final JsonNode document = AsyncApiDocument.make();

    static Stream<Event> samples() {
        return Samples.all().stream();
    }

    @Test
    void whatIsKeptIsWhatTheCodeSays() {
        Kept.agrees(AsyncApiDocument.FILE, document);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventIsInItsTopicWithItsSchema(Event sample) {
        var reference = document.at("/channels/" + Topics.of(sample).topic() + "/messages/" + sample.type() + "/$ref");
        var message = document.at(reference.stringValue().substring(1));
        assertThat(message.get("name").stringValue()).isEqualTo(sample.type());
        var schema = message.at("/payload/schema/$ref").stringValue();
        assertThat(Files.exists(AsyncApiDocument.FILE.resolveSibling(schema))).isTrue();
    }

    @Test
    void everyTopicHasItsWriterAndItsReaders() {
        assertThat(document.get("operations").propertyNames())
                .hasSize(Topics.all().stream()
                        .mapToInt(topic -> 1 + topic.readers().size())
                        .sum())
                .contains(
                        "gradient-ingest-service-writes-windows",
                        "miner-reads-windows",
                        "weight-setter-service-reads-window-verdicts");
    }

    @Test
    void keysAreThoseOfTheRecords() {
        assertThat(key("WindowOpened")).isEqualTo("{netuid}");
        assertThat(key("GradientArrived")).isEqualTo("{netuid}:{hotkey}");
        assertThat(key("WeightsFinalized")).isEqualTo("{netuid}:{window}");
    }

    private String key(String type) {
        return document.at("/components/messages/" + type + "/bindings/kafka/key/description")
                .stringValue();
    }
}

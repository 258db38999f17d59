package io.assay.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.Samples;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventSchemasTest {
    static Stream<String> events() {
        return EventSchemas.all().keySet().stream();
    }

    static Stream<Event> samples() {
        return Samples.all().stream();
    }

    private static JsonNode schema(String event) {
        return Objects.requireNonNull(EventSchemas.all().get(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsKeptIsWhatTheRecordsSay(String event) {
        Kept.agrees(Kept.SCHEMAS.resolve(event + ".json"), schema(event));
    }

    @Test
    void nothingElseIsKept() {
        var kept = Kept.in(Kept.SCHEMAS).keySet();
        if (Kept.writing()) {
            kept.stream()
                    .filter(event -> !EventJson.types().contains(event))
                    .forEach(event -> Kept.delete(Kept.SCHEMAS.resolve(event + ".json")));
        }
        assertThat(Kept.in(Kept.SCHEMAS).keySet())
                .as("a schema of an event that is not there; %s deletes it", Kept.command("assay.write-schemas"))
                .isEqualTo(EventJson.types());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsValid(Event sample) {
        assertThat(SchemaValidator.of(schema(sample.type())).faults(EventJson.tree(sample)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyFieldSaysWhatItIs(String event) {
        assertThat(silent(event, schema(event)).distinct())
                .as("fields without a text: say in the record's Javadoc what they are (@param)")
                .isEmpty();
    }

    /** Fields of which neither the record nor the type of their value says what they are. */
    private static Stream<String> silent(String place, JsonNode schema) {
        var own = schema.path("properties")
                .propertyStream()
                .filter(property -> !said(property.getValue()))
                .map(property -> place + "." + property.getKey());
        var inner = schema.path("$defs")
                .propertyStream()
                .flatMap(definition -> silent(definition.getKey(), definition.getValue()));
        return Stream.concat(own, inner);
    }

    private static boolean said(JsonNode property) {
        return property.has("description")
                || property.has("$ref")
                || property.has("anyOf")
                || property.at("/items/$ref").isString();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aSchemaIsASchema(String event) {
        var meta = "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}";
        assertThat(SchemaValidator.of(new JsonMapper().readTree(meta)).faults(schema(event)))
                .isEmpty();
    }
}

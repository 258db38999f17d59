package io.assay.protocol.schema;

import static io.assay.protocol.schema.Change.Kind.INCOMPATIBLE;
import static io.assay.protocol.schema.Change.Kind.READERS_FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What may change since a release, tried on the schemas there are: the release is the present with one thing turned back. */
class CompatibilityTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, ObjectNode> released = EventSchemas.all();
    private final Map<String, ObjectNode> present = EventSchemas.all();

    private static ObjectNode schema(Map<String, ObjectNode> schemas, String event) {
        return Objects.requireNonNull(schemas.get(event));
    }

    private static ObjectNode at(Map<String, ObjectNode> schemas, String event, String place) {
        return (ObjectNode) schema(schemas, event).at(JsonPointer.compile(place));
    }

    private void assertChange(Change.Kind kind, String text) {
        assertThat(Compatibility.of(released, present)).singleElement().satisfies(change -> {
            assertThat(change).hasToString(text);
            assertThat(change.kind()).isEqualTo(kind);
        });
    }

    @Test
    void nothingIsNoChange() {
        assertThat(Compatibility.of(released, present)).isEmpty();
    }

    @Test
    void textsAreNoChange() {
        schema(present, "WindowOpened").put("description", "something else");
        at(present, "WindowOpened", "/properties/drawn").put("description", "something else");
        assertThat(Compatibility.of(released, present)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            LossDelta    | /properties/netuid  | maximum   | 65534   | INCOMPATIBLE  | LossDelta.netuid: maximum is 65534, was 65535
            LossDelta    | /properties/netuid  | maximum   | 65536   | READERS_FIRST | LossDelta.netuid: maximum is 65536, was 65535
            LossDelta    | /properties/window  | minimum   | 1       | INCOMPATIBLE  | LossDelta.window: minimum is 1, was 0
            LossDelta    | /properties/window  | minimum   | -1      | READERS_FIRST | LossDelta.window: minimum is -1, was 0
            LossDelta    | /properties/window  | maximum   | 9       | INCOMPATIBLE  | LossDelta.window: maximum is 9, there was none
            LossDelta    | /properties/window  | type      | "string" | INCOMPATIBLE | LossDelta.window: is no longer integer
            LossDelta    | /properties/hotkey  | pattern   | "^5"    | INCOMPATIBLE  | LossDelta.hotkey: pattern is "^5", was "^[1-9A-HJ-NP-Za-km-z]{46,48}$"
            LossDelta    | /properties/evaluator | maxLength | 100   | INCOMPATIBLE  | LossDelta.evaluator: maxLength is 100, was 200
            LossDelta    | /properties/stepsBehind | type  | ["number"] | INCOMPATIBLE | LossDelta.stepsBehind: may no longer be null
            LossDelta    | /properties/evaluator | type    | ["string","null"] | READERS_FIRST | LossDelta.evaluator: may now be null
            LossDelta    | /$defs/LossPair/properties/tokens | minimum | 2 | INCOMPATIBLE | LossDelta.own.tokens: minimum is 2, was 1
            WindowOpened | /properties/roster/items | $ref  | "#/properties/netuid" | INCOMPATIBLE | WindowOpened.roster[]: is no longer object
            ModelAdvanced | /properties/gathered | maxItems | 15     | INCOMPATIBLE  | ModelAdvanced.gathered: maxItems is 15, there was none
            WeightsPlanned | /$defs/WeightsCall.CommitWeights/properties/salt | uniqueItems | true | INCOMPATIBLE | WeightsPlanned.extrinsic.call(commit_weights).salt: uniqueItems is true, there was none
            """)
    void aKeywordThatChanged(String event, String place, String keyword, String value, Change.Kind kind, String text) {
        at(present, event, place).set(keyword, MAPPER.readTree(value));
        assertThat(Compatibility.of(released, present)).isNotEmpty().first().satisfies(change -> {
            assertThat(change).hasToString(text);
            assertThat(change.kind()).isEqualTo(kind);
        });
    }

    @Test
    void aFieldThatIsGone() {
        remove(present, "LossDelta", "stepsBehind");
        assertChange(INCOMPATIBLE, "LossDelta.stepsBehind: the field is gone");
    }

    @Test
    void aFieldThatIsRenamedIsGoneAndTheNewOneRequired() {
        var moved = remove(present, "LossDelta", "durationMillis");
        add(present, "LossDelta", "tookMillis", moved, true);
        assertThat(Compatibility.of(released, present))
                .allMatch(change -> change.kind() == INCOMPATIBLE)
                .extracting(Change::toString)
                .containsExactly(
                        "LossDelta.durationMillis: the field is gone; was it renamed to 'tookMillis'?",
                        "LossDelta.tookMillis: is required, which it was not: older records lack it");
    }

    @Test
    void aNewFieldHasToBeNullable() {
        var model = MAPPER.createObjectNode().put("type", "string");
        add(present, "ModelAdvanced", "modelNote", model, true);
        assertChange(INCOMPATIBLE, "ModelAdvanced.modelNote: is required, which it was not: older records lack it");
        ((ArrayNode) schema(present, "ModelAdvanced").get("required")).remove(6);
        assertThat(Compatibility.of(released, present)).isEmpty();
    }

    @Test
    void aFieldThatNeedNotBeThereAnyMore() {
        ((ArrayNode) schema(present, "WindowOpened").get("required")).remove(0);
        assertChange(READERS_FIRST, "WindowOpened.netuid: is no longer required");
    }

    @Test
    void constantsThatAreGoneAndNew() {
        ((ArrayNode) at(present, "GradientRejected", "/$defs/RejectReason").get("enum")).remove(0);
        assertChange(INCOMPATIBLE, "GradientRejected.reason: the constant \"too_early\" is gone");
        released.clear();
        released.putAll(present);
        present.putAll(EventSchemas.all());
        assertChange(READERS_FIRST, "GradientRejected.reason: the constant \"too_early\" is new");
    }

    @Test
    void kindsThatAreGoneAndNew() {
        ((ArrayNode) at(present, "WindowVerdict", "/$defs/StandingChange").get("oneOf")).remove(5);
        assertChange(INCOMPATIBLE, "WindowVerdict.changes[]: the kind 'rated' is gone");
        released.clear();
        released.putAll(present);
        present.putAll(EventSchemas.all());
        assertChange(READERS_FIRST, "WindowVerdict.changes[]: the kind 'rated' is new");
    }

    @Test
    void anEventThatIsGoneOrNew() {
        present.remove("WeightsExpired");
        assertChange(INCOMPATIBLE, "WeightsExpired: the event is gone or has another name");
        released.remove("WeightsExpired");
        present.putAll(EventSchemas.all());
        assertChange(READERS_FIRST, "WeightsExpired: the event is new");
    }

    @Test
    void aRaisedVersionMayChangeEverything() {
        remove(present, "LossDelta", "durationMillis");
        schema(present, "LossDelta").put("schemaVersion", 2);
        assertThat(Compatibility.of(released, present)).isEmpty();
    }

    @Test
    void aReferenceToAnotherNameIsTheSame() {
        var definitions = (ObjectNode) schema(present, "LossDelta").get("$defs");
        definitions.set("Losses", definitions.remove("LossPair"));
        at(present, "LossDelta", "/properties/own").put("$ref", "#/$defs/Losses");
        at(present, "LossDelta", "/properties/random").put("$ref", "#/$defs/Losses");
        assertThat(Compatibility.of(released, present)).isEmpty();
    }

    private static JsonNode remove(Map<String, ObjectNode> schemas, String event, String field) {
        var schema = schema(schemas, event);
        var required = (ArrayNode) schema.get("required");
        for (var i = required.size() - 1; i >= 0; i--) {
            if (required.get(i).stringValue().equals(field)) {
                required.remove(i);
            }
        }
        return ((ObjectNode) schema.get("properties")).remove(field);
    }

    private static void add(
            Map<String, ObjectNode> schemas, String event, String field, JsonNode schema, boolean required) {
        var target = schema(schemas, event);
        ((ObjectNode) target.get("properties")).set(field, schema);
        if (required) {
            ((ArrayNode) target.get("required")).add(field);
        }
    }
}

package io.assay.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventJsonTest {
    /** What a record may lack; that they agree with each other is the business of the records' own checks. */
    private static final Set<String> NULLABLE = Set.of(
            "stepsBehind",
            "modelDigest",
            "previousVerdictHash",
            "waiting",
            "upload",
            "extrinsicHash",
            "extrinsic",
            "gradientScore",
            "binaryIndicator",
            "inactiveSince",
            "reason",
            "own",
            "random",
            "failure",
            "gradient",
            "aggregate",
            "sketch",
            "sketchCommitment",
            "sketchKey",
            "overlap");

    private static final JsonMapper PLAIN = new JsonMapper();

    static Stream<Event> samples() {
        return Samples.all().stream();
    }

    @Test
    void everyTypeHasASample() {
        var permitted = Arrays.asList(Event.class.getPermittedSubclasses());
        assertThat(samples().map(Event::getClass)).containsExactlyInAnyOrderElementsOf(cast(permitted));
        assertThat(EventJson.types())
                .hasSize(permitted.size())
                .containsAll(samples().map(Event::type).toList());
    }

    @SuppressWarnings("unchecked")
    private static Iterable<Class<? extends Event>> cast(Iterable<? extends Class<?>> types) {
        return (Iterable<Class<? extends Event>>) types;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsBackWhatItWrote(Event event) {
        assertThat(EventJson.read(event.type(), EventJson.write(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void skipsFieldsItDoesNotKnow(Event event) {
        var tree = ((ObjectNode) EventJson.tree(event)).put("addedLater", 1);
        assertThat(EventJson.read(event.type(), bytes(tree))).isEqualTo(event);
    }

    @TestFactory
    Stream<DynamicTest> refusesAMissingField() {
        return samples().flatMap(event -> {
            var tree = EventJson.tree(event);
            return Members.of(tree).stream()
                    .filter(place -> !NULLABLE.contains(Members.name(place)) && !absent(tree, place.toString()))
                    .map(place -> DynamicTest.dynamicTest(event.type() + place, () -> {
                        refuses(event.type(), Members.without(tree, place), Members.name(place));
                        refuses(event.type(), Members.with(tree, place, PLAIN.nullNode()), Members.name(place));
                    }));
        });
    }

    private static boolean absent(JsonNode tree, String place) {
        return tree.at(place).isNull();
    }

    @TestFactory
    Stream<DynamicTest> letsAnOptionalFieldGo() {
        return Stream.of(
                        "stepsBehind",
                        "previousVerdictHash",
                        "waiting",
                        "upload",
                        "extrinsicHash",
                        "extrinsic",
                        "binaryIndicator",
                        "sketch",
                        "sketchCommitment",
                        "sketchKey")
                .flatMap(name -> samples()
                        .filter(event -> Members.of(EventJson.tree(event)).stream()
                                .anyMatch(place -> Members.name(place).equals(name) && optional(event, name)))
                        .map(event -> DynamicTest.dynamicTest(event.type() + "/" + name, () -> {
                            var tree = EventJson.tree(event);
                            var place = Members.of(tree).stream()
                                    .filter(p -> Members.name(p).equals(name))
                                    .findFirst()
                                    .orElseThrow();
                            var read = EventJson.read(event.type(), bytes(Members.without(tree, place)));
                            assertThat(EventJson.tree(read).at(place).isNull()).isTrue();
                        })));
    }

    private static boolean optional(Event event, String name) {
        return switch (name) {
            case "upload" -> event.type().equals("GradientRejected");
            case "extrinsicHash" -> event.type().equals("WeightsFailed");
            default -> true;
        };
    }

    @Test
    void refusesAFieldWithoutItsPartner() {
        refuses("ModelAdvanced", without("ModelAdvanced", "aggregate"), "aggregate");
        refuses("GradientArrived", without("GradientArrived", "gradient"), "gradient");
        refuses("GradientArrived", without("GradientArrived", "upload"), "upload");
        refuses("GradientRejected", without("GradientRejected", "reason"), "reason");
        refuses("EvaluationFailed", without("EvaluationFailed", "reason"), "reason");
        refuses("LossDelta", without("LossDelta", "own"), "own");
        refuses("LossDelta", without("LossDelta", "random"), "random");
        refuses("WeightsSubmitted", without("WeightsSubmitted", "extrinsicHash"), "extrinsicHash");
    }

    @Test
    void namesAnUnknownTypeAndTheKnownOnes() {
        assertThatThrownBy(() -> EventJson.read("WindowExploded", "{}".getBytes(UTF_8)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("WindowExploded")
                .hasMessageContaining("WindowOpened");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LossDelta        | netuid                 | 65536    | netuid is 65536, allowed: 0..65535",
                "LossDelta        | window                 | -1       | window is -1, allowed: >= 0",
                "LossDelta        | uid                    | -1       | uid is -1, allowed: 0..65535",
                "LossDelta        | hotkey                 | \"bob\"  | hotkey is bob, allowed: an SS58 address",
                "LossDelta        | stepsBehind            | -0.5     | stepsBehind is -0.5, allowed: [0.0,",
                "LossDelta        | stepsBehind            | \"NaN\"  | stepsBehind is NaN, allowed: [0.0,",
                "LossDelta        | gradientSha256         | \"AB\"   | gradientSha256 is AB, allowed: 64 lower-case",
                "LossDelta        | evaluator              | \" \"    | evaluator is  , allowed: 1..200 characters",
                "LossDelta        | own/before             | 0        | before is 0.0, allowed: [4.9E-324,",
                "LossDelta        | own/after              | -1       | after is -1.0, allowed: [0.0,",
                "LossDelta        | own/before             | 1e-320   | relativeImprovement is -Infinity, allowed: a finite",
                "LossDelta        | own/tokens             | 0        | tokens is 0, allowed: >= 1",
                "WeightsSubmitted | attempt                | 0        | attempt is 0, allowed: [1, 2147483647]",
                "WeightsPlanned   | extrinsic/death        | 50       | death is 50, allowed: [51, 65586]",
                "WeightsPlanned   | extrinsic/call/salt    | [65536]  | salt is 65536, allowed: 0..65535",
                "WeightsPlanned   | extrinsic/call/versionKey | -1    | versionKey is -1, allowed: >= 0",
                "WeightsPlanned   | extrinsic/call/name    | \"burn\" | burn",
                "WeightsPlanned   | weights/0/value        | 65536    | value is 65536, allowed: [1, 65535]",
                "WindowVerdict    | inputs/evaluations/0/stepsBehind | \"NaN\" | stepsBehind is NaN, allowed: [0.0,",
                "ModelAdvanced    | learningRate           | 1.5      | learningRate is 1.5, allowed: [0.0, 1.0]",
                "PeerStanding     | standing/binaryIndicator | 0      | binaryIndicator is 0, allowed: 1 or -1",
                "PeerStanding     | standing/gradientScore | \"Infinity\" | gradientScore is Infinity, allowed: a finite",
                "PeerStanding     | standing/inactiveSince | -2       | inactiveSince is -2, allowed: >= 0",
                "PeerStanding     | standing/weight        | 1.01     | weight is 1.01, allowed: [0.0, 1.0]",
                "WindowVerdict    | changes/0/after/mu     | \"NaN\"  | mu is NaN, allowed: a finite number",
                "WindowVerdict    | weights/0/share        | 0        | share is 0.0, allowed: [4.9E-324, 1.0]",
                "WindowVerdict    | inputs/drawn           | [null]   | drawn[0] is missing, allowed: a value",
            })
    void refusesAValueOutOfRange(String type, String place, String value, String message) {
        var tree = (ObjectNode) EventJson.tree(sample(type)).deepCopy();
        var pointer = tools.jackson.core.JsonPointer.compile("/" + place);
        var changed = Members.with(tree, pointer, PLAIN.readTree(value));
        assertThatThrownBy(() -> EventJson.read(type, bytes(changed)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith(type + ": ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uid|1.5",
                "uid|\"1\"",
                "uid|true",
                "uid|1e99",
                "window|1.0",
                "reason|3",
                "reason|\"no_such\"",
                "hotkey|7",
                "detail|7",
                "detail|0.5",
                "detail|true"
            })
    void refusesAValueOfAnotherType(String field, String value) {
        var tree = (ObjectNode) EventJson.tree(sample("GradientRejected")).deepCopy();
        refuses("GradientRejected", tree.set(field, PLAIN.readTree(value)), field);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"``", "null", "[]", "7", "\"text\"", "{", "{\"netuid\":", "{}x", "{} {}", "\u0000", "{'netuid':1}"
            })
    void refusesTextThatIsNoObject(String json) {
        refuses("LossDelta", json.getBytes(UTF_8));
    }

    @Test
    void refusesAFieldGivenTwice() {
        var once = new String(EventJson.write(sample("WeightsSubmitted")), UTF_8);
        refuses("WeightsSubmitted", once.replaceFirst("\\{", "{\"attempt\":9,").getBytes(UTF_8));
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        refuses("LossDelta", new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'});
    }

    @Test
    void refusesNestingThatIsTooDeep() {
        var deep = "{\"addedLater\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        refuses("LossDelta", deep.getBytes(UTF_8));
    }

    @Test
    void refusesARecordThatIsTooLong() {
        var event = sample("LossDelta");
        var json = EventJson.write(event);
        var padded = Arrays.copyOf(json, Topics.MAX_RECORD_BYTES + 1);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        assertThat(EventJson.read("LossDelta", Arrays.copyOf(padded, Topics.MAX_RECORD_BYTES)))
                .isEqualTo(event);
        assertThatThrownBy(() -> EventJson.read("LossDelta", padded))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("LossDelta has 8388609 bytes, allowed: at most 8388608");
    }

    @Test
    void distinguishesKindsByTheirIdempotencyKeys() {
        // An arrival and a rejection answer the same question, and so do a measurement and its failure.
        var keys = new HashSet<String>();
        samples().forEach(event -> keys.add(event.idempotencyKey()));
        assertThat(keys).hasSize(EventJson.types().size() - 2);
        assertThat(sample("GradientArrived").idempotencyKey())
                .isEqualTo(sample("GradientRejected").idempotencyKey());
        assertThat(sample("LossDelta").idempotencyKey())
                .isEqualTo(sample("EvaluationFailed").idempotencyKey());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesADuplicateTheSameIdempotencyKey(Event event) {
        var again = EventJson.read(event.type(), EventJson.write(event));
        assertThat(again.idempotencyKey()).isEqualTo(event.idempotencyKey());
        var tree = (ObjectNode) EventJson.tree(event).deepCopy();
        var nextWindow = EventJson.read(event.type(), bytes(tree.put("window", 8)));
        assertThat(nextWindow.idempotencyKey()).isNotEqualTo(event.idempotencyKey());
    }

    private static JsonNode without(String type, String field) {
        return ((ObjectNode) EventJson.tree(sample(type)).deepCopy()).without(field);
    }

    private static Event sample(String type) {
        return samples().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
    }

    private static byte[] bytes(JsonNode tree) {
        return PLAIN.writeValueAsBytes(tree);
    }

    private static void refuses(String type, JsonNode tree, String field) {
        assertThatThrownBy(() -> EventJson.read(type, bytes(tree)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith(type)
                .hasMessageContaining(field);
    }

    private static void refuses(String type, byte[] json) {
        assertThatThrownBy(() -> EventJson.read(type, json))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith(type);
    }
}

package io.assay.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.Members;
import io.assay.protocol.json.Samples;
import io.assay.protocol.json.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A schema accepts what a reader accepts, value by value: each field of each sample in turn is set to odd values. */
class SchemaAgreementTest {
    private static final JsonMapper PLAIN = new JsonMapper();

    private static final String ODD = """
            [null, true, "", " ", "x", "0x0", -2, -1, 0, 1, 2, 65535, 65536, 2147483648, 9007199254740992, 0.5, -0.5, 1.0000001,
             1e-13, 1e7, 1e18, -1e18, [], ["x"], [null], {}, "NaN", "2026-03-01T12:00:00Z", "2026-03-01",
             "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
             "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
             "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", "ARRIVED", "too_late", "device_fault", "rated"]""";

    /** What one field requires of another is in the texts alone. */
    private static final List<String> OF_SEVERAL = List.of(
            "present exactly",
            "exactly one of them",
            "allowed: REJECTED with a reason",
            "overlap of an upload that is",
            "allowed: at most uploadedAt",
            "relativeImprovement is",
            "a multiple of",
            "a divisor of",
            "bands whose from ascends",
            "death is",
            "place is",
            "sequence_length is",
            "own_sample_batches is",
            "number of different subnets",
            "item of netuid",
            // A whole number in floating-point form is an integer to a schema; nobody writes one so.
            "Cannot coerce Floating-point",
            // Base64 is no pattern of a schema here.
            "Last unit does not have enough valid bits",
            "Illegal base64",
            "Input byte");

    private static final Pattern TIME = Pattern.compile(".*At|lastModified|uploadsUntil");

    static Stream<Event> samples() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSchemaAcceptsWhatAReaderAccepts(Event sample) {
        var schema =
                SchemaValidator.of(Objects.requireNonNull(EventSchemas.all().get(sample.type())));
        var tree = EventJson.tree(sample);
        var different = new ArrayList<String>();
        for (var place : Members.of(tree)) {
            compare(schema, sample.type(), place, null, Members.without(tree, place), different);
            for (var odd : PLAIN.readTree(ODD)) {
                compare(schema, sample.type(), place, odd, Members.with(tree, place, odd), different);
            }
        }
        assertThat(different).isEmpty();
    }

    private static void compare(
            SchemaValidator schema,
            String type,
            JsonPointer place,
            @Nullable JsonNode odd,
            JsonNode changed,
            List<String> different) {
        var faults = schema.faults(changed);
        var refusal = refusal(type, changed);
        if (refusal == null && !faults.isEmpty() && !lenient(place, odd)) {
            different.add(place + " = " + odd + " is read, but the schema says: " + faults);
        } else if (refusal != null && faults.isEmpty() && OF_SEVERAL.stream().noneMatch(refusal::contains)) {
            different.add(place + " = " + odd + " is valid, but not read: " + refusal);
        }
    }

    /** A reader takes a number for a time, as seconds; nobody writes one. */
    private static boolean lenient(JsonPointer place, @Nullable JsonNode odd) {
        return odd != null
                && odd.isNumber()
                && TIME.matcher(Members.name(place)).matches();
    }

    private static @Nullable String refusal(String type, JsonNode json) {
        try {
            EventJson.read(type, PLAIN.writeValueAsBytes(json));
            return null;
        } catch (UnreadableEventException e) {
            return e.getMessage();
        }
    }
}

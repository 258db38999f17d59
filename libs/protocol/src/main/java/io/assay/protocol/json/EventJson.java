package io.assay.protocol.json;

import io.assay.protocol.Topics;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Events as JSON. The type is a logical name beside the text; fields that are not known are skipped, so that old
 * readers understand new writers; types that are not known, missing fields and values out of range are refused.
 */
public final class EventJson {
    private static final Set<Class<? extends Event>> TYPES = Set.of(
            WindowOpened.class,
            WindowClosing.class,
            WindowClosed.class,
            GradientArrived.class,
            GradientRejected.class,
            LossDelta.class,
            EvaluationFailed.class,
            ModelAdvanced.class,
            WindowVerdict.class,
            PeerStanding.class,
            WeightsPlanned.class,
            WeightsSubmitted.class,
            WeightsRefused.class,
            WeightsInBlock.class,
            WeightsExpired.class,
            WeightsCommitted.class,
            WeightsFinalized.class,
            WeightsFailed.class);
    private static final Map<String, Class<? extends Event>> BY_NAME =
            TYPES.stream().collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfigDefaults(any -> any.setAcceptBlankAsEmpty(false))
            .withCoercionConfig(LogicalType.Textual, EventJson::textOnly)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final CanonicalRecord VERDICT = CanonicalRecord.of(WindowVerdict.class, "verdictHash", MAPPER);

    private EventJson() {}

    private static void textOnly(MutableCoercionConfig text) {
        text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    }

    /** The names of all event types. */
    public static Set<String> types() {
        return BY_NAME.keySet();
    }

    /** An event as UTF-8 JSON. */
    public static byte[] write(Event event) {
        return MAPPER.writeValueAsBytes(event);
    }

    /** An event as a tree, for canonical text and hashing. */
    public static JsonNode tree(Event event) {
        return MAPPER.valueToTree(event);
    }

    /**
     * Reads an event.
     *
     * @param type logical name, from the record's header
     * @param json UTF-8
     * @throws UnreadableEventException naming the type and what is wrong with it
     */
    public static Event read(String type, byte[] json) {
        if (json.length > Topics.MAX_RECORD_BYTES) {
            throw new UnreadableEventException(
                    type + " has " + json.length + " bytes, allowed: at most " + Topics.MAX_RECORD_BYTES);
        }
        var target = BY_NAME.get(type);
        if (target == null) {
            throw new UnreadableEventException("event type '" + type + "' is unknown, known: "
                    + String.join(", ", BY_NAME.keySet().stream().sorted().toList()));
        }
        try {
            return present(type, MAPPER.readValue(json, target));
        } catch (JacksonException e) {
            throw new UnreadableEventException(type + ": " + e.getOriginalMessage() + path(e), e);
        }
    }

    private static Event present(String type, @Nullable Event event) {
        if (event == null) {
            throw new UnreadableEventException(type + " is null, allowed: a JSON object");
        }
        return event;
    }

    private static String path(JacksonException e) {
        return e.getPath().isEmpty()
                ? ""
                : e.getPath().stream()
                        .map(reference -> reference.getPropertyName() == null
                                ? "[" + reference.getIndex() + "]"
                                : "." + reference.getPropertyName())
                        .collect(Collectors.joining("", " at ", ""));
    }

    /** The SHA-256 that a verdict must carry: of its canonical JSON without the field that holds it. */
    public static String verdictHash(WindowVerdict verdict) {
        return VERDICT.sha256(verdict);
    }
}

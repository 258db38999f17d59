package io.assay.chain.metadata;

import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.UnexpectedValueException;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * An event of a block.
 *
 * @param fields a field without a name has its position for one
 * @param topics hashes of 32 bytes
 */
public record EventRecord(
        Phase phase, String pallet, String name, ScaleValue.Composite fields, List<ScaleValue> topics) {
    public EventRecord {
        topics = List.copyOf(topics);
    }

    /** When in the block it happened. */
    public sealed interface Phase {
        /**
         * While an extrinsic was applied.
         *
         * @param extrinsic its position in the block
         */
        record ApplyExtrinsic(int extrinsic) implements Phase {}

        /** After the extrinsics. */
        record Finalization() implements Phase {}

        /** Before the extrinsics. */
        record Initialization() implements Phase {}
    }

    /**
     * The event in a value of {@code frame_system::EventRecord}.
     *
     * @throws io.assay.chain.type.UnexpectedValueException if the value is none
     */
    public static EventRecord of(ScaleValue value) {
        var pallet = value.field("event").asVariant();
        var event = pallet.only().asVariant();
        return new EventRecord(
                phase(value.field("phase").asVariant()),
                pallet.name(),
                event.name(),
                event.content(),
                value.field("topics").items());
    }

    /** The event as a value of {@code frame_system::EventRecord}. */
    public ScaleValue toValue() {
        var fieldsByName = new LinkedHashMap<String, ScaleValue>();
        fieldsByName.put("phase", phase(phase));
        fieldsByName.put("event", ScaleValue.variant(pallet, new ScaleValue.Variant(name, fields)));
        fieldsByName.put("topics", new ScaleValue.Sequence(topics));
        return new ScaleValue.Composite(fieldsByName);
    }

    private static Phase phase(ScaleValue.Variant value) {
        return switch (value.name()) {
            case "ApplyExtrinsic" -> new Phase.ApplyExtrinsic(value.only().asInt());
            case "Finalization" -> new Phase.Finalization();
            case "Initialization" -> new Phase.Initialization();
            default -> throw new UnexpectedValueException("expected a phase, found " + value.name());
        };
    }

    private static ScaleValue phase(Phase phase) {
        return switch (phase) {
            case Phase.ApplyExtrinsic(var extrinsic) -> ScaleValue.variant("ApplyExtrinsic", ScaleValue.of(extrinsic));
            case Phase.Finalization() -> ScaleValue.variant("Finalization");
            case Phase.Initialization() -> ScaleValue.variant("Initialization");
        };
    }
}

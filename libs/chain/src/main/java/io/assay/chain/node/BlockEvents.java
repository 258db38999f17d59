package io.assay.chain.node;

import io.assay.chain.Hex;
import io.assay.chain.embedded.ChainEvent;
import io.assay.chain.embedded.DispatchError;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.key.Ss58;
import io.assay.chain.metadata.EventRecord;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.type.ScaleValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A block's events as {@code System.Events} holds them. The timestamp is the block's extrinsic 0, before all signed ones;
 * a field without a name in the metadata has its position for one.
 */
final class BlockEvents {
    private final RuntimeMetadata metadata;

    BlockEvents(RuntimeMetadata metadata) {
        this.metadata = metadata;
    }

    /** How many there are. */
    int count(ExecutedBlock block) {
        return records(block).size();
    }

    /** All of them. */
    ScaleValue value(ExecutedBlock block) {
        return new ScaleValue.Sequence(
                records(block).stream().map(EventRecord::toValue).toList());
    }

    /** Block 0 has no extrinsics. */
    private List<EventRecord> records(ExecutedBlock block) {
        if (block.block().number() == 0) {
            return List.of();
        }
        var records = new ArrayList<EventRecord>();
        block.events().stream().filter(event -> event.extrinsic() == null).forEach(event -> records.add(record(event)));
        records.add(timestamp());
        block.events().stream().filter(event -> event.extrinsic() != null).forEach(event -> records.add(record(event)));
        return records;
    }

    private static EventRecord timestamp() {
        return new EventRecord(
                new EventRecord.Phase.ApplyExtrinsic(0),
                "System",
                "ExtrinsicSuccess",
                new ScaleValue.Composite(new LinkedHashMap<>(Map.of("dispatch_info", info("Mandatory")))),
                List.of());
    }

    private EventRecord record(ChainEvent event) {
        return new EventRecord(phase(event), event.pallet(), event.name(), fields(event), List.of());
    }

    private static EventRecord.Phase phase(ChainEvent event) {
        var extrinsic = event.extrinsic();
        return extrinsic == null
                ? new EventRecord.Phase.Initialization()
                : new EventRecord.Phase.ApplyExtrinsic(extrinsic + 1);
    }

    private ScaleValue.Composite fields(ChainEvent event) {
        var described = metadata.event(event.pallet(), event.name()).fields();
        var values = List.copyOf(event.fields().values());
        var fields = new LinkedHashMap<String, ScaleValue>();
        for (var i = 0; i < described.size(); i++) {
            var name = described.get(i).name();
            fields.put(
                    name == null ? Integer.toString(i) : name,
                    i < values.size() ? value(values.get(i)) : info("Normal"));
        }
        return new ScaleValue.Composite(fields);
    }

    private ScaleValue value(Object value) {
        return switch (value) {
            case Integer number -> ScaleValue.of(number);
            case Long number -> ScaleValue.of(number);
            case String hex when hex.startsWith("0x") -> ScaleValue.of(Hex.bytes(hex));
            case String address -> ScaleValue.of(Ss58.decode(address));
            case DispatchError error -> error(error);
            case List<?> items ->
                new ScaleValue.Sequence(items.stream().map(this::value).toList());
            default -> throw new IllegalStateException("an event has a field of " + value.getClass());
        };
    }

    private ScaleValue error(DispatchError error) {
        var index = metadata.error(error.pallet(), error.name()).index();
        return ScaleValue.variant(
                "Module",
                ScaleValue.composite(Map.of(
                        "index", ScaleValue.of(metadata.pallet(error.pallet()).index()),
                        "error", ScaleValue.of(new byte[] {(byte) index, 0, 0, 0}))));
    }

    /** Nothing costs anything. */
    private static ScaleValue info(String dispatchClass) {
        var zero = ScaleValue.of(0);
        return ScaleValue.composite(Map.of(
                "weight", ScaleValue.composite(Map.of("ref_time", zero, "proof_size", zero)),
                "class", ScaleValue.variant(dispatchClass),
                "pays_fee", ScaleValue.variant("No")));
    }
}

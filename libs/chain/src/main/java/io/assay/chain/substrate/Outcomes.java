package io.assay.chain.substrate;

import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.metadata.EventRecord;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells from a block's events how an extrinsic in it ended. */
final class Outcomes {
    /** Events of batches that succeed although an item failed; the error is their last field. */
    private static final Set<String> ITEM_FAILURES =
            Set.of("SubtensorModule.BatchWeightItemFailed", "Utility.ItemFailed", "Utility.BatchInterrupted");

    private final RuntimeMetadata metadata;
    private final List<EventRecord> events;

    /**
     * Events of one extrinsic.
     *
     * @param metadata of the runtime that executed the block
     * @param events of the whole block
     * @param position of the extrinsic in the block
     */
    Outcomes(RuntimeMetadata metadata, List<EventRecord> events, int position) {
        this.metadata = metadata;
        this.events = events.stream()
                .filter(event -> event.phase().equals(new EventRecord.Phase.ApplyExtrinsic(position)))
                .toList();
    }

    /**
     * How it ended.
     *
     * @param block the block's number
     * @throws IllegalArgumentException if the events do not tell
     */
    ExtrinsicStatus status(long block) {
        for (var event : events) {
            switch (name(event)) {
                case "System.ExtrinsicSuccess" -> {
                    return new ExtrinsicStatus.Succeeded(block, itemErrors(), weightsSet());
                }
                case "System.ExtrinsicFailed" -> {
                    return new ExtrinsicStatus.Failed(
                            block, errorName(event.fields().field("dispatch_error")));
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("none of the extrinsic's " + events.size() + " events tells how it ended");
    }

    private List<String> itemErrors() {
        return events.stream()
                .filter(event -> ITEM_FAILURES.contains(name(event)))
                .map(event -> errorName(event.fields().fields().lastEntry().getValue()))
                .toList();
    }

    /** The event's first field, whose name is not the same in all runtimes, tells the subnet. */
    private Set<Integer> weightsSet() {
        return events.stream()
                .filter(event -> name(event).equals("SubtensorModule.WeightsSet"))
                .map(event -> event.fields().fields().firstEntry().getValue().asInt())
                .collect(Collectors.toSet());
    }

    /** Without its pallet. */
    private String errorName(ScaleValue error) {
        var name = metadata.dispatchErrorName(error);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String name(EventRecord event) {
        return event.pallet() + "." + event.name();
    }
}

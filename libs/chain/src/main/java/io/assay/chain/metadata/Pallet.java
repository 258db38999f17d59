package io.assay.chain.metadata;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pallet of a runtime. Its calls, events and errors are the variants of one type each.
 *
 * @param index the byte that stands for it in calls, events and errors, 0 to 255
 * @param docs lines; none in V14
 */
public record Pallet(
        String name,
        int index,
        Optional<PalletStorage> storage,
        OptionalInt calls,
        OptionalInt events,
        OptionalInt errors,
        List<Constant> constants,
        List<String> docs) {
    public Pallet {
        constants = List.copyOf(constants);
        docs = List.copyOf(docs);
        if (index < 0 || index > 255) {
            throw new IllegalArgumentException("pallet " + name + " has index " + index + ", allowed: 0 to 255");
        }
    }
}

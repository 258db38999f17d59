package io.assay.chain.node;

import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A storage item, read from what a block has led to.
 *
 * @param entries all that is stored; what is absent has the fallback of the item's description
 */
record StoredItem(String pallet, String name, Function<ExecutedBlock, Stream<Entry>> entries) {
    /**
     * One stored value.
     *
     * @param keys none for an item that is no map
     */
    record Entry(List<ScaleValue> keys, ScaleValue value) {
        Entry {
            keys = List.copyOf(keys);
        }

        static Entry of(ScaleValue value, ScaleValue... keys) {
            return new Entry(List.of(keys), value);
        }
    }

    /** An item that is no map. */
    static StoredItem single(String pallet, String name, Function<ExecutedBlock, ScaleValue> value) {
        return new StoredItem(pallet, name, block -> Stream.of(Entry.of(value.apply(block))));
    }
}

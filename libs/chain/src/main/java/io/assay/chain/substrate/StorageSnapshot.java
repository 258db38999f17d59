package io.assay.chain.substrate;

import io.assay.chain.Hex;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The storage of one block: whatever is read of it belongs together. */
final class StorageSnapshot {
    private final SubstrateNode node;
    private final ChainRuntime runtime;
    private final String hash;

    /**
     * A block's storage.
     *
     * @param runtime by whose metadata it is read
     * @param hash of the block
     */
    StorageSnapshot(SubstrateNode node, ChainRuntime runtime, String hash) {
        this.node = node;
        this.runtime = runtime;
        this.hash = hash;
    }

    static StorageSnapshot at(SubstrateNode node, Runtimes runtimes, String hash) {
        return new StorageSnapshot(node, runtimes.at(hash), hash);
    }

    ChainRuntime runtime() {
        return runtime;
    }

    /** A value of a pallet, by all of its keys. */
    StorageItem item(String pallet, String name, ScaleValue... keys) {
        return decode(pallet + "." + name, () -> {
            var codec = runtime.metadata().storage(pallet, name);
            return new StorageItem(codec, Hex.of(codec.key(keys)));
        });
    }

    StoredValues read(StorageItem... items) {
        return read(List.of(items));
    }

    StoredValues read(List<StorageItem> items) {
        return new StoredValues(
                node, node.storage(items.stream().map(StorageItem::key).toList(), hash));
    }

    /** The value of one item. */
    ScaleValue get(String pallet, String name, ScaleValue... keys) {
        var item = item(pallet, name, keys);
        return read(item).get(item);
    }

    ScaleValue constant(String pallet, String name) {
        return decode(
                "constant " + pallet + "." + name, () -> runtime.metadata().constant(pallet, name));
    }

    /** What a function of the runtime answers to these arguments, at this block. */
    ScaleValue call(String api, String method, Map<String, ScaleValue> arguments) {
        var codec = decode(api + "." + method, () -> runtime.metadata().api(api, method));
        var answer = node.call(codec.name(), codec.encodeInputs(arguments), hash);
        return decode("answer of " + codec.name(), () -> codec.decodeOutput(answer));
    }

    /** Reads something out of values; what cannot be is the node's fault. */
    <T> T decode(String what, Supplier<T> reading) {
        return Decoding.of(node, what, reading);
    }
}

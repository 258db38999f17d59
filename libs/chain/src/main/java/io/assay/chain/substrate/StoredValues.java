package io.assay.chain.substrate;

import io.assay.chain.type.ScaleValue;
import java.util.Map;
import java.util.Optional;

/** What was read of one block's storage. */
final class StoredValues {
    private final SubstrateNode node;
    private final Map<String, Optional<byte[]>> byKey;

    StoredValues(SubstrateNode node, Map<String, Optional<byte[]>> byKey) {
        this.node = node;
        this.byKey = byKey;
    }

    /** What is stored itself; the runtime's default does not count. */
    Optional<ScaleValue> stored(StorageItem item) {
        return bytes(item).map(bytes -> decode(item, bytes));
    }

    /** What is stored, else the runtime's default, else nothing. */
    Optional<ScaleValue> find(StorageItem item) {
        return stored(item)
                .or(() -> Decoding.of(
                        node, "default of " + item.name(), () -> item.codec().fallback()));
    }

    /** What is stored, else the runtime's default. */
    ScaleValue get(StorageItem item) {
        return find(item).orElseThrow(() -> node.missing("value of " + item.name()));
    }

    private Optional<byte[]> bytes(StorageItem item) {
        var bytes = byKey.get(item.key());
        if (bytes == null) {
            throw new IllegalStateException(item.name() + " was not asked for");
        }
        return bytes;
    }

    private ScaleValue decode(StorageItem item, byte[] bytes) {
        return Decoding.of(node, item.name(), () -> item.codec().decode(bytes));
    }
}

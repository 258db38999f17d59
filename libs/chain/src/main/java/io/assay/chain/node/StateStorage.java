package io.assay.chain.node;

import io.assay.chain.Hex;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.metadata.StorageCodec;
import io.assay.chain.type.ScaleValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A block's state under Substrate's keys: the hashes of pallet and item, then the hashed keys of the map. An item is
 * encoded as a whole when one of its values is asked for first. Safe for use by several threads.
 */
final class StateStorage {
    /** Hexadecimal digits of an item's prefix, with 0x before them. */
    private static final int PREFIX_LENGTH = 2 + 2 * 32;

    private static final int KEPT_ITEMS = 512;

    private final Map<String, Described> byPrefix = new TreeMap<>();
    private final Map<Place, NavigableMap<String, byte[]>> encoded =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT_ITEMS, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, NavigableMap<String, byte[]>> eldest) {
                    return size() > KEPT_ITEMS;
                }
            });

    /** The items of a runtime, each of them described in its metadata. */
    StateStorage(RuntimeMetadata metadata, List<StoredItem> items) {
        for (var item : items) {
            var codec = metadata.storage(item.pallet(), item.name());
            byPrefix.put(Hex.of(codec.prefix()), new Described(item, codec));
        }
    }

    private record Described(StoredItem item, StorageCodec codec) {}

    private record Place(String blockHash, String prefix) {}

    /** The value under a key; empty if nothing is stored there. */
    Optional<byte[]> value(ExecutedBlock block, String key) {
        return key.length() < PREFIX_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(
                        entries(block, key.substring(0, PREFIX_LENGTH)).get(key));
    }

    /**
     * Keys in their order.
     *
     * @param prefix what they begin with
     * @param after only keys that come after this one, if it is there
     */
    List<String> keys(ExecutedBlock block, String prefix, Optional<String> after, int limit) {
        return prefixes(prefix)
                .flatMap(item -> entries(block, item).tailMap(prefix, true).keySet().stream())
                .takeWhile(key -> key.startsWith(prefix) || key.compareTo(prefix) < 0)
                .filter(key -> key.startsWith(prefix))
                .filter(key -> after.map(last -> key.compareTo(last) > 0).orElse(true))
                .limit(limit)
                .toList();
    }

    private Stream<String> prefixes(String prefix) {
        return prefix.length() >= PREFIX_LENGTH
                ? Stream.of(prefix.substring(0, PREFIX_LENGTH))
                : byPrefix.keySet().stream().filter(item -> item.startsWith(prefix));
    }

    private NavigableMap<String, byte[]> entries(ExecutedBlock block, String prefix) {
        var described = byPrefix.get(prefix);
        if (described == null) {
            return Collections.emptyNavigableMap();
        }
        return encoded.computeIfAbsent(new Place(block.block().hash(), prefix), _ -> encode(described, block));
    }

    private static NavigableMap<String, byte[]> encode(Described described, ExecutedBlock block) {
        var entries = new TreeMap<String, byte[]>();
        described
                .item()
                .entries()
                .apply(block)
                .forEach(entry -> entries.put(
                        Hex.of(described.codec().key(entry.keys().toArray(ScaleValue[]::new))),
                        described.codec().encode(entry.value())));
        return entries;
    }
}

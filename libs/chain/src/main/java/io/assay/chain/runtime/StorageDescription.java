package io.assay.chain.runtime;

import io.assay.chain.metadata.StorageHasher;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.Optional;

/**
 * A storage item of a pallet.
 *
 * @param keys empty for a single value
 * @param fallback the value that stands for an absent one; empty if an absent one is none
 * @param docs lines
 */
public record StorageDescription(
        String name, List<HashedKey> keys, TypeDescription value, Optional<ScaleValue> fallback, List<String> docs) {
    public StorageDescription {
        keys = List.copyOf(keys);
        docs = List.copyOf(docs);
    }

    /** A key of a map. */
    public record HashedKey(StorageHasher hasher, TypeDescription type) {}

    /** A value, or a map if there are keys, that has a value even where nothing is stored. */
    public static StorageDescription of(String name, TypeDescription value, ScaleValue fallback, HashedKey... keys) {
        return new StorageDescription(name, List.of(keys), value, Optional.of(fallback), List.of());
    }

    /** A value, or a map if there are keys, that has no value where nothing is stored. */
    public static StorageDescription optional(String name, TypeDescription value, HashedKey... keys) {
        return new StorageDescription(name, List.of(keys), value, Optional.empty(), List.of());
    }

    /** The same with documentation. */
    public StorageDescription documented(String... lines) {
        return new StorageDescription(name, keys, value, fallback, List.of(lines));
    }
}

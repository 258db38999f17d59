package io.assay.chain.metadata;

import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.OptionalInt;

/**
 * A storage item of a pallet.
 *
 * @param presence what an absent value means
 * @param hashers one for each key of a map; empty for a single value
 * @param key type of the key, with several hashers a tuple of as many; empty for a single value
 * @param value type of the value
 * @param fallback the encoded value that stands for an absent one
 * @param docs lines
 */
public record StorageEntry(
        String name,
        Presence presence,
        List<StorageHasher> hashers,
        OptionalInt key,
        int value,
        ScaleValue.Bytes fallback,
        List<String> docs) {
    /** What it means that nothing is stored. */
    public enum Presence {
        /** That there is no value. */
        OPTIONAL,
        /** That the value is the fallback. */
        DEFAULT
    }

    public StorageEntry {
        hashers = List.copyOf(hashers);
        docs = List.copyOf(docs);
        if (hashers.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("storage " + name + " has " + hashers.size() + " hashers and "
                    + (key.isEmpty() ? "no" : "a") + " key");
        }
    }
}

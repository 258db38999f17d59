package io.assay.chain.substrate;

import io.assay.chain.metadata.StorageCodec;

/**
 * One value that may be stored.
 *
 * @param key where, as {@code 0x} and digits
 */
record StorageItem(StorageCodec codec, String key) {
    /** Both names: {@code SubtensorModule.Tempo}. */
    String name() {
        return codec.qualifiedName();
    }
}

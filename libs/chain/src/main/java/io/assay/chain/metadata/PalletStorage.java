package io.assay.chain.metadata;

import java.util.List;

/**
 * The storage of a pallet.
 *
 * @param prefix the name that is hashed into its keys, mostly the pallet's own
 */
public record PalletStorage(String prefix, List<StorageEntry> entries) {
    public PalletStorage {
        entries = List.copyOf(entries);
    }
}

package io.assay.chain.metadata;

import java.util.List;

/**
 * An error of a pallet.
 *
 * @param docs lines that say what it means
 */
public record PalletError(String pallet, String name, List<String> docs) {
    public PalletError {
        docs = List.copyOf(docs);
    }

    /** Both names: {@code SubtensorModule.SettingWeightsTooFast}. */
    public String qualifiedName() {
        return pallet + "." + name;
    }
}

package io.assay.chain.substrate;

import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.metadata.PalletStorage;
import io.assay.chain.metadata.RuntimeMetadata;
import java.util.List;

/** A runtime: its version, and what it says of itself. */
record ChainRuntime(RuntimeVersion version, RuntimeMetadata metadata) {
    /** How its extrinsics are put together. */
    ExtrinsicCodec extrinsics() {
        return new ExtrinsicCodec(metadata);
    }

    boolean hasStorage(String pallet, String name) {
        return metadata.pallets().stream()
                .filter(each -> each.name().equals(pallet))
                .flatMap(each -> each.storage().map(PalletStorage::entries).orElse(List.of()).stream())
                .anyMatch(entry -> entry.name().equals(name));
    }

    boolean hasApi(String api, String method) {
        return metadata.apis().stream()
                .filter(each -> each.name().equals(api))
                .flatMap(each -> each.methods().stream())
                .anyMatch(each -> each.name().equals(method));
    }
}

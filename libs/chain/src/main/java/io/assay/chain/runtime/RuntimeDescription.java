package io.assay.chain.runtime;

import io.assay.chain.metadata.RuntimeMetadata;
import java.util.List;

/**
 * A runtime: its pallets, what its extrinsics carry, its APIs.
 *
 * @param crate the module that its own types are of: {@code node_subtensor_runtime}
 */
public record RuntimeDescription(
        String crate,
        List<PalletDescription> pallets,
        List<ExtensionDescription> extensions,
        List<ApiDescription> apis) {
    public RuntimeDescription {
        pallets = List.copyOf(pallets);
        extensions = List.copyOf(extensions);
        apis = List.copyOf(apis);
    }

    /**
     * The metadata of this runtime, equal to what is read again after it was written.
     *
     * @param version 14, which leaves out the APIs, or 15
     * @throws IllegalArgumentException if the version is another one, if a name or index is there twice, or if a value
     *     does not fit its type
     */
    public RuntimeMetadata metadata(int version) {
        if (version != 14 && version != 15) {
            throw new IllegalArgumentException(
                    "metadata of version " + version + " cannot be made, allowed: 14 and 15");
        }
        return new Assembly(this, version).metadata();
    }
}

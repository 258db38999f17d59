package io.assay.chain.metadata;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How extrinsics are put together.
 *
 * @param versions of the format that the runtime takes
 * @param type of the whole extrinsic, V14 only
 * @param address type of the signer
 * @param call type of the call, an enum of the pallets
 * @param signature type of the signature
 * @param extra type of all extensions' content together; empty in V16
 * @param extensions all that there are
 * @param extensionsByVersion for each version of the extensions the positions of those that count, in order; before
 *     V16 all of them, as version 0
 */
public record ExtrinsicFormat(
        List<Integer> versions,
        OptionalInt type,
        int address,
        int call,
        int signature,
        OptionalInt extra,
        List<SignedExtension> extensions,
        Map<Integer, List<Integer>> extensionsByVersion) {
    public ExtrinsicFormat {
        versions = List.copyOf(versions);
        extensions = List.copyOf(extensions);
        extensionsByVersion = Map.copyOf(extensionsByVersion);
        for (var positions : extensionsByVersion.values()) {
            requireWithin(positions, extensions.size());
        }
    }

    /**
     * The extensions of an extrinsic of format 4, in the order in which they are sent and signed: those of version 0.
     *
     * @throws NotInRuntimeException if the runtime has no version 0 of them
     */
    public List<SignedExtension> signedExtensions() {
        var positions = extensionsByVersion.get(0);
        if (positions == null) {
            throw new NotInRuntimeException(
                    "the runtime has no version 0 of its extensions, only " + extensionsByVersion.keySet());
        }
        return positions.stream().map(extensions::get).toList();
    }

    private static void requireWithin(List<Integer> positions, int size) {
        for (var position : positions) {
            if (position < 0 || position >= size) {
                throw new IllegalArgumentException("there is no extension " + position + " among " + size);
            }
        }
    }
}

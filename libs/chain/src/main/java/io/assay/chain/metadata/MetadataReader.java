package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the metadata of a runtime, versions 14, 15 and 16. What V16 says of deprecations, associated types and view
 * functions is passed over, and so are custom values. At most {@value #MAX_BYTES} bytes are read.
 *
 * @see <a href="https://docs.rs/frame-metadata/latest/frame_metadata/">frame-metadata</a>
 */
public final class MetadataReader {
    /** Bytes of a blob, at most; mainnet's has some 300,000. */
    public static final int MAX_BYTES = 4 << 20;

    private static final long MAGIC = 0x6174656d;
    private static final int LEAST_PALLET = 7;
    private static final int LEAST_API = 3;
    private static final int LEAST_CUSTOM = 3;

    private MetadataReader() {}

    /**
     * Reads a blob, beginning with {@code meta}, as {@code state_getMetadata} answers it.
     *
     * @throws UnreadableMetadataException if it is no blob of a version from 14 to 16, or says what cannot be
     */
    public static RuntimeMetadata read(byte[] blob) {
        requireSize(blob);
        try {
            var in = new ScaleReader(blob);
            var metadata = metadata(in);
            in.end();
            return metadata;
        } catch (MalformedScaleException | IllegalArgumentException e) {
            throw new UnreadableMetadataException("metadata: " + e.getMessage(), e);
        }
    }

    /**
     * Reads what the runtime API {@code Metadata_metadata_at_version} answers, a blob within an option.
     *
     * @return empty if the runtime does not have that version
     * @throws UnreadableMetadataException as {@link #read}
     */
    public static Optional<RuntimeMetadata> readAnswer(byte[] answer) {
        requireSize(answer);
        try {
            var in = new ScaleReader(answer);
            var blob = in.option(ScaleReader::bytes);
            in.end();
            return blob.map(MetadataReader::read);
        } catch (MalformedScaleException e) {
            throw new UnreadableMetadataException("answer with metadata: " + e.getMessage(), e);
        }
    }

    private static void requireSize(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableMetadataException(
                    "metadata of " + bytes.length + " bytes, allowed: at most " + MAX_BYTES);
        }
    }

    private static RuntimeMetadata metadata(ScaleReader in) {
        if (in.u32() != MAGIC) {
            throw new MalformedScaleException(0, "'meta'", "something else: a blob without its wrapping is needed");
        }
        var offset = in.offset();
        var version = in.u8();
        return switch (version) {
            case 14 -> v14(in);
            case 15 -> v15(in);
            case 16 -> v16(in);
            default ->
                throw new MalformedScaleException(offset, "metadata of version 14, 15 or 16", "version " + version);
        };
    }

    private static RuntimeMetadata v14(ScaleReader in) {
        var types = TypeReader.registry(in);
        var pallets = pallets(in, 14);
        var extrinsic = ExtrinsicReader.v14(in, types);
        var runtime = OptionalInt.of(TypeReader.id(in));
        return new RuntimeMetadata(14, types, pallets, extrinsic, List.of(), Optional.empty(), runtime);
    }

    private static RuntimeMetadata v15(ScaleReader in) {
        var types = TypeReader.registry(in);
        var pallets = pallets(in, 15);
        var extrinsic = ExtrinsicReader.v15(in);
        var runtime = OptionalInt.of(TypeReader.id(in));
        var apis = in.vec(LEAST_API, new ApiReader(15)::read);
        var outer = outerEnums(in);
        skipCustom(in);
        return new RuntimeMetadata(15, types, pallets, extrinsic, apis, Optional.of(outer), runtime);
    }

    private static RuntimeMetadata v16(ScaleReader in) {
        var types = TypeReader.registry(in);
        var pallets = pallets(in, 16);
        var extrinsic = ExtrinsicReader.v16(in);
        var apis = in.vec(LEAST_API, new ApiReader(16)::read);
        var outer = outerEnums(in);
        skipCustom(in);
        return new RuntimeMetadata(16, types, pallets, extrinsic, apis, Optional.of(outer), OptionalInt.empty());
    }

    private static List<Pallet> pallets(ScaleReader in, int version) {
        return in.vec(LEAST_PALLET, new PalletReader(version)::read);
    }

    private static OuterEnums outerEnums(ScaleReader in) {
        return new OuterEnums(TypeReader.id(in), TypeReader.id(in), TypeReader.id(in));
    }

    private static void skipCustom(ScaleReader in) {
        for (var left = in.length(LEAST_CUSTOM); left > 0; left--) {
            in.text();
            TypeReader.id(in);
            in.bytes();
        }
    }
}

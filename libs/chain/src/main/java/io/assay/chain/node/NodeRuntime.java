package io.assay.chain.node;

import io.assay.chain.metadata.MetadataWriter;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the node says of its runtime. */
final class NodeRuntime {
    /** Versions of the APIs that are there, by the hash of their names: what clients look for before they call one. */
    private static final List<List<Object>> APIS = List.of(
            List.of("0xdf6acb689907609b", 5), List.of("0x37e397fc7c91f5e4", 2), List.of("0xbc9d89904f5b923f", 1));

    private final RuntimeMetadata metadata;
    private final byte[] fourteen;
    private final byte[] fifteen;

    NodeRuntime(RuntimeDescription description) {
        this.metadata = description.metadata(15);
        this.fourteen = MetadataWriter.write(description.metadata(14));
        this.fifteen = MetadataWriter.write(metadata);
    }

    /** As of version 15. */
    RuntimeMetadata metadata() {
        return metadata;
    }

    /** What {@code state_getMetadata} answers. */
    byte[] defaultBlob() {
        return fourteen.clone();
    }

    /** The blob of a version, if it is there. */
    Optional<byte[]> blob(long version) {
        return switch ((int) Math.min(version, Integer.MAX_VALUE)) {
            case 14 -> Optional.of(fourteen.clone());
            case 15 -> Optional.of(fifteen.clone());
            default -> Optional.empty();
        };
    }

    /** What {@code state_getRuntimeVersion} answers. */
    static Map<String, Object> version() {
        return Map.of(
                "specName",
                SubtensorRuntime.SPEC_NAME,
                "implName",
                SubtensorRuntime.IMPL_NAME,
                "authoringVersion",
                1,
                "specVersion",
                SubtensorRuntime.SPEC_VERSION,
                "implVersion",
                1,
                "apis",
                APIS,
                "transactionVersion",
                SubtensorRuntime.TRANSACTION_VERSION,
                "stateVersion",
                1);
    }

    /** {@code Core_version}. */
    byte[] encodedVersion() {
        var version = metadata.constant("System", "Version");
        return metadata.api("Core", "version").encodeOutput(version);
    }

    /** {@code Metadata_metadata}. */
    byte[] metadataAnswer() {
        return new ScaleWriter().bytes(fourteen).toBytes();
    }

    /** {@code Metadata_metadata_at_version}. */
    byte[] metadataAtVersion(byte[] argument) {
        var in = new ScaleReader(argument);
        var version = in.u32();
        in.end();
        return blob(version)
                .map(blob -> new ScaleWriter().u8(1).bytes(blob).toBytes())
                .orElseGet(() -> new ScaleWriter().u8(0).toBytes());
    }

    /** {@code Metadata_metadata_versions}. */
    byte[] metadataVersions() {
        return metadata.api("Metadata", "metadata_versions").encodeOutput(ScaleValue.numbers(14, 15));
    }
}

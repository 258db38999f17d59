package io.assay.chain.metadata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Metadata of Bittensor's mainnet, "finney"; the files stay outside the project, and without them tests are skipped. */
public final class Finney {
    /** Blobs of three specs in all three versions. */
    public static final List<String> BLOBS = List.of(
            "finney-spec343-v14.scale",
            "finney-spec343-v15.scale",
            "finney-spec365-v16.scale",
            "finney-spec393-v16.scale");

    private Finney() {}

    /** A file, or a skipped test that says which file was missing. */
    public static byte[] bytes(String name) throws IOException {
        var shared = System.getProperty("assay.shared");
        assumeTrue(shared != null, "SKIPPED: -Dassay.shared names no folder with chain/" + name);
        var file = Path.of(shared, "chain", name);
        assumeTrue(Files.exists(file), "SKIPPED: there is no " + file);
        return Files.readAllBytes(file);
    }

    /** Metadata, as {@link #bytes}. */
    public static RuntimeMetadata metadata(String name) throws IOException {
        return MetadataReader.read(bytes(name));
    }
}

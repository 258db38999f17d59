package io.assay.chain.substrate;

import io.assay.chain.ChainException;
import io.assay.chain.metadata.MetadataReader;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.metadata.UnreadableMetadataException;
import io.assay.chain.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The runtimes of a chain: their metadata are read once for each version. */
final class Runtimes {
    /** Of metadata that is asked for: the newest one whose form is settled; the first that tells of runtime APIs. */
    private static final long METADATA_VERSION = 15;
    /** An upgrade has two versions at a time; an archive is seldom asked for more. */
    private static final int KEPT = 4;

    private final SubstrateNode node;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RuntimeVersion, ChainRuntime> byVersion = new LinkedHashMap<>(KEPT, 0.75f, true);

    Runtimes(SubstrateNode node) {
        this.node = node;
    }

    /** The runtime that a block leaves behind, by which its storage is to be read. */
    ChainRuntime at(String hash) {
        var version = node.runtimeVersion(hash);
        // One reads, others wait: metadata are large.
        lock.lock();
        try {
            var known = byVersion.get(version);
            return known != null ? known : keep(read(version, hash));
        } finally {
            lock.unlock();
        }
    }

    private ChainRuntime keep(ChainRuntime runtime) {
        byVersion.put(runtime.version(), runtime);
        if (byVersion.size() > KEPT) {
            byVersion.remove(byVersion.keySet().iterator().next());
        }
        return runtime;
    }

    private ChainRuntime read(RuntimeVersion version, String hash) {
        try {
            var runtime = new ChainRuntime(version, metadata(hash));
            requireSame(version, runtime.metadata());
            return runtime;
        } catch (UnreadableMetadataException e) {
            throw node.malformed("metadata of spec " + version.spec(), e);
        }
    }

    private RuntimeMetadata metadata(String hash) {
        var asked = new ScaleWriter().u32(METADATA_VERSION).toBytes();
        return node.tryCall("Metadata_metadata_at_version", asked, hash)
                .flatMap(MetadataReader::readAnswer)
                .orElseGet(() -> MetadataReader.read(node.metadata(hash)));
    }

    private void requireSame(RuntimeVersion version, RuntimeMetadata metadata) {
        var told = metadata.specVersion();
        if (told.isPresent() && told.getAsLong() != version.spec()) {
            throw new ChainException("chain node " + node.endpoint() + " has a runtime of spec " + version.spec()
                    + " and answers with the metadata of spec " + told.getAsLong());
        }
    }
}

package io.assay.service.model;

import io.assay.protocol.ObjectKeys;
import io.assay.protocol.checkpoint.CheckpointManifest;
import io.assay.protocol.checkpoint.CheckpointManifest.PublishedFile;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.json.CheckpointManifestJson;
import io.assay.service.s3.Digests;
import io.assay.service.s3.FetchedObject;
import io.assay.service.s3.LocalFileException;
import io.assay.service.s3.ObjectHead;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.ObjectStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The model's objects in the validator's bucket, for whoever follows the model; what {@code ModelHistory} of the model
 * library needs for an archive. Calls block, so they belong on threads that may.
 */
public final class ModelObjects {
    private static final int PAGE = 1000;
    private static final int MAX_HEADER_BYTES = 16 << 20;
    private static final int MAX_CONFIG_BYTES = 64 << 10;
    private static final Duration USUAL = Duration.ofSeconds(20);
    /** Bytes a second below which a transfer is given up. */
    private static final long SLOWEST = 1 << 20;
    /** The manifest first: what is not whole any more is no checkpoint. */
    private static final List<String> REMOVAL =
            List.of(CheckpointManifest.NAME, CheckpointManifest.CONFIG, CheckpointManifest.TENSORS);

    private final ObjectStore store;
    private final String bucket;
    private final int netuid;
    private final long parameterCount;

    /**
     * Objects of one subnet's model.
     *
     * @param bucket the validator's
     * @param parameterCount values of the model; bounds what is read
     */
    public ModelObjects(ObjectStore store, String bucket, int netuid, long parameterCount) {
        this.store = store;
        this.bucket = bucket;
        this.netuid = netuid;
        this.parameterCount = parameterCount;
    }

    /** Windows at whose start there is a checkpoint, one with a manifest, ascending. Other objects are passed over. */
    public List<Long> checkpoints() throws IOException {
        var windows = new ArrayList<Long>();
        @Nullable String after = null;
        while (true) {
            var page = wait(store.list(bucket, ObjectKeys.checkpointPrefix(netuid), after));
            page.stream().map(this::window).filter(window -> window >= 0).forEach(windows::add);
            if (page.size() < PAGE) {
                return windows;
            }
            after = page.getLast().key();
        }
    }

    /**
     * Writes a checkpoint's tensors to a file.
     *
     * @throws IOException if it is not there, cannot be read, is larger than a checkpoint of this model can be, or is not
     *     what its manifest says
     */
    public void readCheckpoint(long window, Path file) throws IOException {
        var tensors = readManifest(window).file(CheckpointManifest.TENSORS);
        var key = key(window, CheckpointManifest.TENSORS);
        if (tensors.sizeBytes() > checkpointLimit()) {
            throw new IOException(key + " has " + tensors.sizeBytes() + " bytes by its manifest, allowed: "
                    + checkpointLimit() + "; it is of another model");
        }
        var fetched = fetch(store.fetch(bucket, key, tensors.sizeBytes(), file, limit(tensors.sizeBytes())));
        requireSame(key, tensors, fetched.head().sizeBytes(), fetched.sha256());
    }

    /**
     * A checkpoint's {@code config.json}.
     *
     * @throws IOException if it is not there, cannot be read, or is not what its manifest says
     */
    public byte[] readConfig(long window) throws IOException {
        var config = readManifest(window).file(CheckpointManifest.CONFIG);
        var key = key(window, CheckpointManifest.CONFIG);
        var content = wait(store.get(bucket, key, null, MAX_CONFIG_BYTES));
        requireSame(key, config, content.length, Digests.sha256(content));
        return content;
    }

    /**
     * What a checkpoint consists of.
     *
     * @throws IOException if there is none of this window, or its manifest cannot be read
     */
    public CheckpointManifest readManifest(long window) throws IOException {
        var key = key(window, CheckpointManifest.NAME);
        var json = wait(store.get(bucket, key, null, CheckpointManifestJson.MAX_BYTES));
        try {
            var manifest = CheckpointManifestJson.read(json);
            if (manifest.netuid() != netuid || manifest.window() != window) {
                throw new IOException(key + " is of window " + manifest.window() + " of subnet " + manifest.netuid());
            }
            return manifest;
        } catch (IllegalArgumentException e) {
            throw new IOException(key + ": " + e.getMessage(), e);
        }
    }

    /** Whether there is a checkpoint of a window. */
    public boolean hasCheckpoint(long window) throws IOException {
        return wait(store.head(bucket, key(window, CheckpointManifest.NAME)).hasElement());
    }

    /**
     * Publishes a checkpoint: its files, and when they are there the manifest, which makes it one. Where there is a
     * manifest already, that one stays.
     *
     * @param modelDigest SHA-256 of θ
     * @param tensors a finished file
     */
    public void publishCheckpoint(long window, long globalStep, String modelDigest, Path tensors, byte[] config)
            throws IOException {
        if (hasCheckpoint(window)) {
            return;
        }
        var size = Files.size(tensors);
        if (size > checkpointLimit()) {
            throw new IOException(
                    "the checkpoint of window " + window + " has " + size + " bytes, allowed: " + checkpointLimit());
        }
        var manifest = new CheckpointManifest(
                CheckpointManifest.VERSION,
                netuid,
                window,
                globalStep,
                modelDigest,
                List.of(
                        new PublishedFile(CheckpointManifest.TENSORS, size, Digests.sha256(tensors)),
                        new PublishedFile(CheckpointManifest.CONFIG, config.length, Digests.sha256(config))));
        done(store.put(bucket, key(window, CheckpointManifest.TENSORS), tensors, limit(size)));
        done(store.put(bucket, key(window, CheckpointManifest.CONFIG), config));
        done(store.putIfAbsent(bucket, key(window, CheckpointManifest.NAME), CheckpointManifestJson.write(manifest)));
    }

    /**
     * Removes the oldest checkpoints, each beginning with its manifest.
     *
     * @param kept how many stay, at least 1
     * @return the windows of those removed
     */
    public List<Long> removeCheckpoints(int kept) throws IOException {
        var windows = checkpoints();
        var old = List.copyOf(windows.subList(0, Math.max(0, windows.size() - Math.max(1, kept))));
        for (var window : old) {
            for (var file : REMOVAL) {
                done(store.delete(bucket, key(window, file)));
            }
        }
        return old;
    }

    /**
     * An aggregate's content, its digest checked.
     *
     * @throws IOException if it is not there, cannot be read, or is not what its digest says
     */
    public byte[] readAggregate(PinnedObject aggregate) throws IOException {
        return wait(store.get(aggregate, (int) Math.min(Integer.MAX_VALUE - 8, parameterCount / Byte.SIZE + 1)));
    }

    /** Publishes a window's packed signs under their digest; the same signs a second time change nothing. */
    public PinnedObject publishAggregate(long window, byte[] signs) throws IOException {
        var sha256 = Digests.sha256(signs);
        var pinned = new PinnedObject(bucket, ObjectKeys.aggregate(netuid, window, sha256), signs.length, sha256);
        done(store.putIfAbsent(bucket, pinned.key(), signs));
        return pinned;
    }

    private long checkpointLimit() {
        return Float.BYTES * parameterCount + MAX_HEADER_BYTES;
    }

    private String key(long window, String file) {
        return ObjectKeys.checkpoint(netuid, window, file);
    }

    private static Duration limit(long bytes) {
        return USUAL.plusSeconds(bytes / SLOWEST);
    }

    private void requireSame(String key, PublishedFile published, long size, String sha256) throws IOException {
        if (size != published.sizeBytes() || !sha256.equals(published.sha256())) {
            throw new IOException(bucket + "/" + key + " has " + size + " bytes and SHA-256 " + sha256
                    + ", by its manifest: " + published.sizeBytes() + " and " + published.sha256());
        }
    }

    private static FetchedObject fetch(Mono<FetchedObject> answer) throws IOException {
        try {
            return wait(answer);
        } catch (LocalFileException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void done(Mono<Void> answer) throws IOException {
        wait(answer.thenReturn(true));
    }

    private long window(ObjectHead found) {
        try {
            return ObjectKeys.checkpointWindow(netuid, found.key());
        } catch (IllegalArgumentException _) {
            return -1;
        }
    }

    private static <T> T wait(Mono<T> answer) throws IOException {
        try {
            return Objects.requireNonNull(answer.block());
        } catch (ObjectStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

package io.assay.service.model;

import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.PinnedObject;
import io.assay.service.s3.Digests;
import io.assay.service.s3.ObjectHead;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.ObjectStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Windows at whose start there is a checkpoint, ascending. Objects with other names are passed over. */
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
     * Writes a checkpoint's content to a file.
     *
     * @throws IOException if it is not there, cannot be read, or is larger than a checkpoint of this model can be
     */
    public void readCheckpoint(long window, Path file) throws IOException {
        Files.write(file, wait(store.get(bucket, ObjectKeys.checkpoint(netuid, window), null, checkpointLimit())));
    }

    /** Whether there is a checkpoint of a window. */
    public boolean hasCheckpoint(long window) throws IOException {
        return wait(store.head(bucket, ObjectKeys.checkpoint(netuid, window)).hasElement());
    }

    /** Publishes a finished file as a checkpoint unless there is one already; the first one stays. */
    public void publishCheckpoint(long window, Path file) throws IOException {
        if (Files.size(file) > checkpointLimit()) {
            throw new IOException("the checkpoint of window " + window + " has " + Files.size(file)
                    + " bytes, allowed: " + checkpointLimit());
        }
        wait(store.putIfAbsent(bucket, ObjectKeys.checkpoint(netuid, window), Files.readAllBytes(file))
                .thenReturn(true));
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
        wait(store.putIfAbsent(bucket, pinned.key(), signs).thenReturn(true));
        return pinned;
    }

    private int checkpointLimit() {
        return (int) Math.min(Integer.MAX_VALUE - 8, Float.BYTES * parameterCount + MAX_HEADER_BYTES);
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

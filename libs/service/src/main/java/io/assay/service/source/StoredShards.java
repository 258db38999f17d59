package io.assay.service.source;

import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.data.UnreadableCorpusException.Kind;
import io.assay.model.shards.IndexFile;
import io.assay.model.shards.Shard;
import io.assay.model.shards.ShardIndex;
import io.assay.model.shards.ShardSource;
import io.assay.service.s3.LocalFileException;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.ObjectStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shards in a bucket, kept in a cache. Calls block. */
final class StoredShards implements ShardSource {
    private final ObjectStore store;
    private final String bucket;
    private final String prefix;
    private final FileCache cache;

    /** Shards under a prefix, which ends with a slash or is empty. */
    StoredShards(ObjectStore store, String bucket, String prefix, FileCache cache) {
        this.store = store;
        this.bucket = bucket;
        this.prefix = prefix;
        this.cache = cache;
    }

    /** Reads the index. */
    IndexFile index() {
        var key = prefix + ShardIndex.FILE;
        try {
            var json = store.get(bucket, key, null, IndexFile.MAX_BYTES).block();
            return IndexFile.of(bucket + "/" + key, Objects.requireNonNull(json));
        } catch (ObjectStoreException e) {
            throw failed(e);
        }
    }

    @Override
    public Path locate(Shard shard) {
        var name = bucket + "/" + prefix + shard.name();
        try {
            return cache.file(shard.sha256(), shard.bytes(), part -> fetch(shard, part));
        } catch (FileCache.WrongContentException e) {
            throw damaged(name + " " + e.getMessage() + ", its index says " + shard.sha256(), e);
        } catch (IOException e) {
            throw new UnreadableCorpusException(
                    Kind.UNREACHABLE, name + " cannot be kept: " + e.getMessage() + "; look at the cache's disk", e);
        } catch (LocalFileException e) {
            throw new UnreadableCorpusException(Kind.UNREACHABLE, name + " cannot be kept: " + e.getMessage(), e);
        } catch (ObjectStoreException e) {
            throw failed(e);
        }
    }

    private String fetch(Shard shard, Path part) {
        var key = prefix + shard.name();
        var head = store.head(bucket, key)
                .blockOptional()
                .orElseThrow(() -> damaged(bucket + "/" + key + " is missing", null));
        if (head.sizeBytes() != shard.bytes()) {
            throw damaged(
                    bucket + "/" + key + " has " + head.sizeBytes() + " bytes, its index says " + shard.bytes(), null);
        }
        var fetched = store.fetch(bucket, key, head.etag(), shard.bytes(), part).block();
        return Objects.requireNonNull(fetched).sha256();
    }

    private static UnreadableCorpusException failed(ObjectStoreException e) {
        return switch (e.kind()) {
            case ABSENT, TOO_LARGE -> damaged(String.valueOf(e.getMessage()), e);
            case CHANGED, DENIED, REDIRECTED, ADDRESS_REFUSED, UNAVAILABLE ->
                new UnreadableCorpusException(
                        Kind.UNREACHABLE, e.getMessage() + "; look at the store and at assay.data.*", e);
        };
    }

    private static UnreadableCorpusException damaged(String what, @Nullable Throwable cause) {
        var message = what + "; upload it anew, after ./assay data verify on its folder";
        return cause == null
                ? new UnreadableCorpusException(Kind.DAMAGED, message)
                : new UnreadableCorpusException(Kind.DAMAGED, message, cause);
    }
}

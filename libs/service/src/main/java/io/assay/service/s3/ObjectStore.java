package io.assay.service.s3;

import io.assay.protocol.event.PinnedObject;
import io.assay.service.s3.ObjectStoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of an S3 service. Every read has a limit in bytes and in time, and every failure names bucket and key. */
public final class ObjectStore implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_CAUSES = 16;

    private final S3AsyncClient client;

    ObjectStore(S3AsyncClient client) {
        this.client = client;
    }

    /** Connects; nothing is sent yet. */
    public static ObjectStore connect(StoreAddress address) {
        return connect(address, LIMIT);
    }

    /**
     * Connects; nothing is sent yet.
     *
     * @param limit of one call, repetitions included: what is larger needs longer
     */
    public static ObjectStore connect(StoreAddress address, Duration limit) {
        return new ObjectStore(builder(address)
                .overrideConfiguration(config -> config.apiCallTimeout(limit))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(64))
                .build());
    }

    static S3AsyncClientBuilder builder(StoreAddress address) {
        return S3AsyncClient.builder()
                .endpointOverride(address.endpoint())
                .region(Region.of(address.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(address.accessKeyId(), address.secretAccessKey())))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }

    /** Makes a bucket unless it is there. */
    public Mono<Void> createBucket(String bucket) {
        return Mono.fromFuture(() -> client.createBucket(request -> request.bucket(bucket)))
                .then()
                .onErrorResume(BucketAlreadyOwnedByYouException.class, _ -> Mono.empty())
                .onErrorMap(e -> failure(bucket, "", e));
    }

    /** An object's description; empty when there is none. */
    public Mono<ObjectHead> head(String bucket, String key) {
        return Mono.fromFuture(() ->
                        client.headObject(request -> request.bucket(bucket).key(key)))
                .map(head -> new ObjectHead(bucket, key, head.eTag(), head.contentLength(), head.lastModified()))
                .onErrorMap(e -> failure(bucket, key, e))
                .onErrorResume(ObjectStore::isAbsent, _ -> Mono.empty());
    }

    /**
     * Reads an object of at most {@code maxBytes}.
     *
     * @param etag the version to read, or null for any
     */
    public Mono<byte[]> get(String bucket, String key, @Nullable String etag, int maxBytes) {
        var request =
                GetObjectRequest.builder().bucket(bucket).key(key).ifMatch(etag).build();
        return Mono.fromFuture(() -> client.getObject(request, new BoundedBytes(bucket, key, maxBytes)))
                .onErrorMap(e -> failure(bucket, key, e));
    }

    /**
     * Reads an object of at most {@code maxBytes} into a file, which is made or replaced, and digests it meanwhile. A file
     * that was begun when this fails is left to the caller.
     *
     * @param etag the version to read
     * @return fails with {@link LocalFileException} if the file cannot be written
     */
    public Mono<FetchedObject> fetch(String bucket, String key, String etag, long maxBytes, Path file) {
        var request =
                GetObjectRequest.builder().bucket(bucket).key(key).ifMatch(etag).build();
        return fetch(request, maxBytes, file);
    }

    private Mono<FetchedObject> fetch(GetObjectRequest request, long maxBytes, Path file) {
        var bucket = request.bucket();
        var key = request.key();
        return Mono.fromFuture(() -> client.getObject(request, new FileDownload(bucket, key, maxBytes, file)))
                .onErrorMap(e -> local(e) instanceof LocalFileException own ? own : failure(bucket, key, e));
    }

    /**
     * The same, of whichever version is there, with more time: of an object that is large.
     *
     * @param limit for the whole of it, instead of the usual
     */
    public Mono<FetchedObject> fetch(String bucket, String key, long maxBytes, Path file, Duration limit) {
        var request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .overrideConfiguration(config -> config.apiCallTimeout(limit))
                .build();
        return fetch(request, maxBytes, file);
    }

    /** Reads a pinned object and checks its digest. */
    public Mono<byte[]> get(PinnedObject pinned, int maxBytes) {
        if (pinned.sizeBytes() > maxBytes) {
            return Mono.error(new ObjectStoreException(
                    Kind.TOO_LARGE, pinned.bucket() + "/" + pinned.key() + " is larger than " + maxBytes + " bytes"));
        }
        return get(pinned.bucket(), pinned.key(), null, (int) pinned.sizeBytes())
                .onErrorMap(ObjectStore::isTooLarge, _ -> changed(pinned))
                .map(bytes -> checked(pinned, bytes));
    }

    /** Writes an object, replacing what is there. */
    public Mono<Void> put(String bucket, String key, byte[] content) {
        return put(PutObjectRequest.builder().bucket(bucket).key(key).build(), AsyncRequestBody.fromBytes(content));
    }

    /**
     * Writes an object from a file, replacing what is there.
     *
     * @param limit for the whole of it, instead of the usual
     */
    public Mono<Void> put(String bucket, String key, Path content, Duration limit) {
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .overrideConfiguration(config -> config.apiCallTimeout(limit))
                .build();
        return put(request, AsyncRequestBody.fromFile(content));
    }

    /** Removes an object; one that is not there is no failure. */
    public Mono<Void> delete(String bucket, String key) {
        return Mono.fromFuture(() ->
                        client.deleteObject(request -> request.bucket(bucket).key(key)))
                .then()
                .onErrorMap(e -> failure(bucket, key, e));
    }

    /** Writes an object unless there is one of that name: for names that hold the content's digest. */
    public Mono<Void> putIfAbsent(String bucket, String key, byte[] content) {
        return putIfAbsent(bucket, key, AsyncRequestBody.fromBytes(content));
    }

    /** As the other, from a file. */
    public Mono<Void> putIfAbsent(String bucket, String key, Path content) {
        return putIfAbsent(bucket, key, AsyncRequestBody.fromFile(content));
    }

    private Mono<Void> putIfAbsent(String bucket, String key, AsyncRequestBody content) {
        return put(
                        PutObjectRequest.builder()
                                .bucket(bucket)
                                .key(key)
                                .ifNoneMatch("*")
                                .build(),
                        content)
                .onErrorResume(e -> e instanceof ObjectStoreException x && x.kind() == Kind.CHANGED, _ -> Mono.empty());
    }

    private Mono<Void> put(PutObjectRequest request, AsyncRequestBody content) {
        return Mono.fromFuture(() -> client.putObject(request, content))
                .then()
                .onErrorMap(e -> failure(request.bucket(), request.key(), e));
    }

    /** Descriptions of the objects whose keys begin so, at most 1,000, in the order of their keys. */
    public Mono<List<ObjectHead>> list(String bucket, String prefix, @Nullable String after) {
        var request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .startAfter(after)
                .build();
        return Mono.fromFuture(() -> client.listObjectsV2(request))
                .map(page -> page.contents().stream()
                        .map(o -> new ObjectHead(bucket, o.key(), o.eTag(), o.size(), o.lastModified()))
                        .toList())
                .onErrorMap(e -> failure(bucket, prefix, e));
    }

    @Override
    public void close() {
        client.close();
    }

    private static byte[] checked(PinnedObject pinned, byte[] bytes) {
        if (!Digests.sha256(bytes).equals(pinned.sha256())) {
            throw changed(pinned);
        }
        return bytes;
    }

    private static ObjectStoreException changed(PinnedObject pinned) {
        return new ObjectStoreException(
                Kind.CHANGED, pinned.bucket() + "/" + pinned.key() + " is not what its digest says");
    }

    private static boolean isTooLarge(Throwable e) {
        return e instanceof ObjectStoreException failure && failure.kind() == Kind.TOO_LARGE;
    }

    private static boolean isAbsent(Throwable e) {
        return e instanceof ObjectStoreException failure && failure.kind() == Kind.ABSENT;
    }

    private static @Nullable Throwable local(Throwable thrown) {
        Throwable cause = thrown;
        for (var depth = 0; cause != null && !(cause instanceof LocalFileException) && depth < MAX_CAUSES; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    static ObjectStoreException failure(String bucket, String key, Throwable thrown) {
        // The SDK wraps what happened, ours and the service's alike, to a depth of its own choice.
        var cause = thrown;
        for (var depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof ObjectStoreException already) {
                return already;
            }
            if (cause instanceof AddressRefusedException refused) {
                return new ObjectStoreException(Kind.ADDRESS_REFUSED, message(bucket, key, refused), refused);
            }
            if (cause instanceof S3Exception s3) {
                return new ObjectStoreException(kind(s3.statusCode()), message(bucket, key, s3), s3);
            }
        }
        var e = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return new ObjectStoreException(Kind.UNAVAILABLE, message(bucket, key, e), e);
    }

    private static String message(String bucket, String key, Throwable e) {
        return bucket + "/" + key + ": " + e.getMessage();
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 404 -> Kind.ABSENT;
            case 409, 412 -> Kind.CHANGED;
            case 401, 403 -> Kind.DENIED;
            case 301, 302, 303, 307, 308 -> Kind.REDIRECTED;
            default -> Kind.UNAVAILABLE;
        };
    }
}

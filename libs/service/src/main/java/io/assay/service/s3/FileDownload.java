package io.assay.service.s3;

import io.assay.service.s3.ObjectStoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Writes one answer to a file and digests it in the same pass; what is longer than allowed is cut off while it streams.
 * The SDK tells of a connection that breaks here only, not to a subscriber of the content.
 */
final class FileDownload implements AsyncResponseTransformer<GetObjectResponse, FetchedObject> {
    /** Parts of some KiB each that wait for the disk: with them, what one download holds in memory. */
    private static final int PARTS_AHEAD = 8;

    private final String bucket;
    private final String key;
    private final long maxBytes;
    private final Path file;
    private final Disposable.Swap writing = Disposables.swap();
    private volatile CompletableFuture<FetchedObject> result = new CompletableFuture<>();
    private volatile @Nullable GetObjectResponse response;

    FileDownload(String bucket, String key, long maxBytes, Path file) {
        this.bucket = bucket;
        this.key = key;
        this.maxBytes = maxBytes;
        this.file = file;
    }

    @Override
    public CompletableFuture<FetchedObject> prepare() {
        result = new CompletableFuture<>();
        return result;
    }

    @Override
    public void onResponse(GetObjectResponse answer) {
        response = answer;
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> content) {
        var target = result;
        writing.update(read(Objects.requireNonNull(response), content, target)
                .subscribe(target::complete, target::completeExceptionally));
    }

    @Override
    public void exceptionOccurred(Throwable error) {
        writing.dispose();
        result.completeExceptionally(error);
    }

    private Mono<FetchedObject> read(
            GetObjectResponse answer, SdkPublisher<ByteBuffer> content, CompletableFuture<FetchedObject> target) {
        return Mono.using(
                () -> new Writing(answer),
                open -> Flux.from(content)
                        .publishOn(Schedulers.boundedElastic(), PARTS_AHEAD)
                        .doOnNext(part -> write(open, part, target))
                        .then(Mono.fromSupplier(open::finish)),
                Writing::close);
    }

    private static void write(Writing open, ByteBuffer part, CompletableFuture<FetchedObject> target) {
        try {
            open.write(part);
        } catch (LocalFileException | ObjectStoreException e) {
            // First: the SDK reports the cancelling that follows as an error of its own.
            target.completeExceptionally(e);
            throw e;
        }
    }

    private final class Writing {
        private final GetObjectResponse answer;
        private final MessageDigest digest = Digests.sha256();
        private final FileChannel channel;
        private long written;

        Writing(GetObjectResponse answer) {
            this.answer = answer;
            try {
                channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new LocalFileException(file, e);
            }
        }

        void write(ByteBuffer part) {
            written += part.remaining();
            if (written > maxBytes) {
                throw new ObjectStoreException(
                        Kind.TOO_LARGE, bucket + "/" + key + " is larger than " + maxBytes + " bytes");
            }
            digest.update(part.duplicate());
            try {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            } catch (IOException e) {
                throw new LocalFileException(file, e);
            }
        }

        FetchedObject finish() {
            if (answer.contentLength() != null && answer.contentLength() != written) {
                throw new ObjectStoreException(
                        Kind.UNAVAILABLE,
                        bucket + "/" + key + " ended after " + written + " bytes of " + answer.contentLength());
            }
            var head = new ObjectHead(bucket, key, answer.eTag(), written, answer.lastModified());
            return new FetchedObject(head, HexFormat.of().formatHex(digest.digest()), file);
        }

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new LocalFileException(file, e);
            }
        }
    }
}

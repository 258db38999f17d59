package io.assay.service.s3;

import io.assay.service.s3.ObjectStoreException.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Collects a response up to a limit; what is longer is cut off while it streams, whatever length was declared. */
final class BoundedBytes implements AsyncResponseTransformer<GetObjectResponse, byte[]> {
    private static final int FIRST = 1 << 16;

    private final String name;
    private final int maxBytes;
    private volatile CompletableFuture<byte[]> result = new CompletableFuture<>();

    BoundedBytes(String bucket, String key, int maxBytes) {
        this.name = bucket + "/" + key;
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletableFuture<byte[]> prepare() {
        result = new CompletableFuture<>();
        return result;
    }

    @Override
    public void onResponse(GetObjectResponse response) {}

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
        publisher.subscribe(new Collector(result));
    }

    @Override
    public void exceptionOccurred(Throwable error) {
        result.completeExceptionally(error);
    }

    private final class Collector implements Subscriber<ByteBuffer> {
        private final CompletableFuture<byte[]> target;
        private byte[] bytes = new byte[Math.min(FIRST, maxBytes)];
        private int size;
        private @Nullable Subscription subscription;

        Collector(CompletableFuture<byte[]> target) {
            this.target = target;
        }

        @Override
        public void onSubscribe(Subscription s) {
            subscription = s;
            s.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            if (target.isDone()) {
                return;
            }
            if (part.remaining() > maxBytes - size) {
                refuse();
                return;
            }
            var length = part.remaining();
            if (size + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(size + length, 2 * bytes.length)));
            }
            part.get(bytes, size, length);
            size += length;
        }

        private void refuse() {
            if (subscription != null) {
                subscription.cancel();
            }
            target.completeExceptionally(
                    new ObjectStoreException(Kind.TOO_LARGE, name + " is larger than " + maxBytes + " bytes"));
        }

        @Override
        public void onError(Throwable error) {
            target.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            target.complete(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
        }
    }
}

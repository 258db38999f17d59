package io.assay.service.s3;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Cuts the text of a refusal, which the SDK collects in memory whatever its length. */
final class BoundedErrors implements ExecutionInterceptor {
    private static final int LIMIT = 1 << 16;

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responsePublisher()
                .map(content -> context.httpResponse().isSuccessful() ? content : bounded(content));
    }

    private static Publisher<ByteBuffer> bounded(Publisher<ByteBuffer> content) {
        return Flux.defer(() -> {
            var left = new int[] {LIMIT};
            return Flux.from(content).takeWhile(part -> (left[0] -= part.remaining()) >= 0);
        });
    }
}

package io.assay.service.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.service.s3.ObjectStoreException.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BoundedBytesTest {
    private final BoundedBytes bytes = new BoundedBytes("b", "k", 4);

    @Test
    void startsAfreshWithEveryAttempt() {
        var first = bytes.prepare();
        bytes.onStream(SdkPublisher.adapt(Flux.concat(part(1, 2), Flux.error(new IllegalStateException("cut off")))));
        assertThat(first).isCompletedExceptionally();
        var second = bytes.prepare();
        bytes.onStream(SdkPublisher.adapt(Flux.concat(part(3), part(4, 5, 6))));
        assertThat(second.join()).containsExactly(3, 4, 5, 6);
        assertThat(first).isCompletedExceptionally();
    }

    @Test
    void keepsAnEarlierAttemptOutOfTheNext() {
        var abandoned = bytes.prepare();
        var late = reactor.core.publisher.Sinks.many().unicast().<ByteBuffer>onBackpressureBuffer();
        bytes.onStream(SdkPublisher.adapt(late.asFlux()));
        var second = bytes.prepare();
        late.tryEmitNext(ByteBuffer.wrap(new byte[] {9}));
        late.tryEmitComplete();
        assertThat(second).isNotDone();
        bytes.onStream(SdkPublisher.adapt(Flux.empty()));
        assertThat(second.join()).isEmpty();
        assertThat(abandoned.join()).containsExactly(9);
    }

    @Test
    void cutsOffWhatIsLongerWhileItStreams() {
        var result = bytes.prepare();
        bytes.onStream(SdkPublisher.adapt(Flux.concat(part(1, 2, 3), part(4, 5), Flux.never())));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(result::join)
                .havingCause()
                .isInstanceOfSatisfying(
                        ObjectStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
    }

    @Test
    void passesAnErrorBeforeTheStreamOn() {
        var result = bytes.prepare();
        bytes.exceptionOccurred(new IllegalStateException("refused"));
        assertThat(result).isCompletedExceptionally();
    }

    @Test
    void findsTheErrorWhateverWrapsIt() {
        var denied = S3Exception.builder().statusCode(403).message("no").build();
        var client = SdkClientException.builder().message("outer").cause(denied).build();
        assertThat(ObjectStore.failure("b", "k", new CompletionException(client))
                        .kind())
                .isEqualTo(Kind.DENIED);
        var ours = new ObjectStoreException(Kind.TOO_LARGE, "too large");
        var wrapped = SdkClientException.builder()
                .cause(new CompletionException(ours))
                .build();
        assertThat(ObjectStore.failure("b", "k", wrapped)).isSameAs(ours);
        assertThat(ObjectStore.failure("b", "k", new IllegalStateException("x")).kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    private static Flux<ByteBuffer> part(int... values) {
        var part = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            part[i] = (byte) values[i];
        }
        return Flux.just(ByteBuffer.wrap(part));
    }
}

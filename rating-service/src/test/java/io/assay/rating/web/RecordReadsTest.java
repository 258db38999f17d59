package io.assay.rating.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(30)
class RecordReadsTest {
    private static String awaited(CountDownLatch latch) {
        try {
            latch.await();
            return "read";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesSoManyAtOnceAndRefusesMore() {
        try (var reads = new RecordReads()) {
            var busy = new CountDownLatch(1);
            var waiting = new ArrayList<Mono<String>>();
            for (var i = 0; i < 64; i++) {
                var reading = reads.read(() -> awaited(busy)).cache();
                reading.subscribe();
                waiting.add(reading);
            }
            var refused = new ArrayList<Throwable>();
            for (var i = 0; i < 2; i++) {
                reads.read(() -> "at once").subscribe(_ -> {}, refused::add);
            }
            assertThat(refused).isNotEmpty().hasOnlyElementsOfType(RejectedExecutionException.class);
            busy.countDown();
            waiting.forEach(
                    reading -> StepVerifier.create(reading).expectNext("read").verifyComplete());
            StepVerifier.create(reads.read(() -> "again")).expectNext("again").verifyComplete();
        }
    }
}

package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.data.TokenBatch;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PassThreadsTest {
    private static final List<ForwardPass> PASSES = IntStream.range(0, 7)
            .mapToObj(i -> ForwardPass.of(List.of(new TokenBatch(new long[] {i, i}, 1, 2)), 2)
                    .getFirst())
            .toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 9})
    void resultsComeInTheOrderOfThePasses(int atOnce) {
        try (var threads = new PassThreads(atOnce)) {
            var results = threads.run(PASSES, pass -> new double[] {pass.ids()[0]});
            assertThat(results).extracting(result -> result[0]).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
            assertThat(threads.run(List.of(), _ -> new double[0])).isEmpty();
        }
    }

    @Test
    void asManyAsToldAreMadeAtTheSameTime() {
        var met = new CyclicBarrier(2);
        try (var threads = new PassThreads(2)) {
            assertThat(threads.run(PASSES.subList(0, 2), _ -> {
                        meet(met);
                        return new double[0];
                    }))
                    .hasSize(2);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void failureIsThrownWhenNoPassIsUnderWayAnyMore(int failing) {
        var begun = new AtomicInteger();
        var ended = new AtomicInteger();
        var both = new CyclicBarrier(2);
        try (var threads = new PassThreads(2)) {
            assertThatThrownBy(() -> threads.run(PASSES, pass -> {
                        begun.incrementAndGet();
                        meet(both);
                        if (pass.ids()[0] == failing) {
                            throw new IllegalArgumentException("pass " + failing);
                        }
                        pause();
                        ended.incrementAndGet();
                        return new double[0];
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pass " + failing);
        }
        assertThat(begun).hasValue(2);
        assertThat(ended).hasValue(1);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

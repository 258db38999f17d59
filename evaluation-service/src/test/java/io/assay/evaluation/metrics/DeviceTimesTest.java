package io.assay.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeviceTimesTest {
    private final AtomicLong clock = new AtomicLong(17);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeviceTimes times = new DeviceTimes(meters, clock::get);
    private final DeviceTime first = times.of("evaluator-1");
    private final DeviceTime second = times.of("evaluator-2");

    @Test
    void showsSecondsByWorkerAndPurpose() {
        first.spend(DevicePurpose.TRIAL, () -> passes(3));
        first.spend(DevicePurpose.TRIAL, () -> passes(2));
        second.spend(DevicePurpose.BASELINE, () -> passes(7));
        assertThat(shown("evaluator-1", "trial")).isEqualTo(5);
        assertThat(shown("evaluator-1", "baseline")).isZero();
        assertThat(shown("evaluator-2", "baseline")).isEqualTo(7);
        assertThat(meters.find(DeviceTimes.METER).functionCounters())
                .hasSize(2 * DevicePurpose.values().length)
                .allSatisfy(meter -> assertThat(meter.getId().getBaseUnit()).isEqualTo("seconds"));
    }

    @Test
    void showsWhatIsUnderWay() {
        first.spend(DevicePurpose.TRIAL, () -> {
            passes(4);
            assertThat(shown("evaluator-1", "trial")).isEqualTo(4);
            return passes(1);
        });
        passes(100);
        assertThat(shown("evaluator-1", "trial")).isEqualTo(5);
    }

    @Test
    void takesWhatIsDoneWithinFromWhatItIsDoneIn() {
        first.spend(DevicePurpose.STEP, () -> {
            passes(1);
            first.spend(DevicePurpose.DIGEST, () -> passes(10));
            times.awaiting(() -> passes(1000));
            return passes(2);
        });
        assertThat(shown("evaluator-1", "step")).isEqualTo(3);
        assertThat(shown("evaluator-1", "digest")).isEqualTo(10);
    }

    @Test
    void findsTheDeviceByItsThreadAndNoneElsewhere() throws InterruptedException {
        times.awaiting(() -> passes(1));
        var other = Thread.ofPlatform().unstarted(() -> times.awaiting(() -> passes(1)));
        first.spend(
                DevicePurpose.STEP,
                () -> second.spend(DevicePurpose.STEP, () -> {
                    other.start();
                    other.join();
                    return times.awaiting(() -> passes(5));
                }));
        assertThat(shown("evaluator-1", "step")).isEqualTo(6);
        assertThat(shown("evaluator-2", "step")).isEqualTo(1);
    }

    @Test
    void endsWithWhatFails() {
        assertThatThrownBy(() -> first.spend(DevicePurpose.TRIAL, () -> {
                    passes(2);
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class);
        passes(100);
        assertThat(shown("evaluator-1", "trial")).isEqualTo(2);
    }

    private long passes(long seconds) {
        return clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private double shown(String worker, String purpose) {
        return meters.get(DeviceTimes.METER)
                .tags("worker", worker, "purpose", purpose)
                .functionCounter()
                .count();
    }
}

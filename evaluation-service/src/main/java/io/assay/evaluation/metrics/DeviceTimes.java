package io.assay.evaluation.metrics;

import io.assay.evaluation.metrics.DeviceTime.Work;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The times of this process's devices, shown as {@value #METER} in seconds by worker and purpose. What all workers share
 * finds the device whose time it takes by the thread it runs on.
 */
public final class DeviceTimes {
    /** Seconds that devices have computed. */
    public static final String METER = "assay.evaluation.device.busy";

    private final MeterRegistry meters;
    private final LongSupplier nanos;
    private final ScopedValue<DeviceTime> here = ScopedValue.newInstance();

    /** Times by a clock that counts nanoseconds from anywhere. */
    public DeviceTimes(MeterRegistry meters, LongSupplier nanos) {
        this.meters = meters;
        this.nanos = nanos;
    }

    /** A worker's, none spent yet; the registry forgets it with the last who uses it. */
    public DeviceTime of(String worker) {
        var time = new DeviceTime(nanos, here);
        for (var purpose : DevicePurpose.values()) {
            FunctionCounter.builder(METER, time, t -> t.seconds(purpose))
                    .baseUnit("seconds")
                    .tags("worker", worker, "purpose", purpose.code())
                    .register(meters);
        }
        return time;
    }

    /** Waits for the store or the broker within what this thread's device does, which computes nothing meanwhile. */
    public <T extends @Nullable Object, E extends Exception> T awaiting(Work<T, E> work) throws E {
        return here.isBound() ? here.get().await(work) : work.run();
    }
}

package io.assay.evaluation.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one worker's device has computed, by purpose. What is done within something else is taken from that, so that
 * no moment counts twice. Time is spent by the device's thread; any thread may ask, and gets what is under way too.
 */
public final class DeviceTime {
    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final ScopedValue<DeviceTime> here;
    private final Map<DevicePurpose, Long> spent = new EnumMap<>(DevicePurpose.class);
    private @Nullable DevicePurpose current;
    private long since;

    DeviceTime(LongSupplier nanos, ScopedValue<DeviceTime> here) {
        this.nanos = nanos;
        this.here = here;
    }

    /** Something to do. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /** Does something for a purpose. */
    public <T extends @Nullable Object, E extends Exception> T spend(DevicePurpose purpose, Work<T, E> work) throws E {
        return turned(purpose, work);
    }

    /** Waits for somebody else: that is not the device's time. */
    <T extends @Nullable Object, E extends Exception> T await(Work<T, E> work) throws E {
        return turned(null, work);
    }

    /** Seconds spent for a purpose. */
    public synchronized double seconds(DevicePurpose purpose) {
        var underWay = purpose == current ? nanos.getAsLong() - since : 0;
        return (spent.getOrDefault(purpose, 0L) + underWay) / NANOS;
    }

    private <T extends @Nullable Object, E extends Exception> T turned(@Nullable DevicePurpose purpose, Work<T, E> work)
            throws E {
        var before = turn(purpose);
        try {
            return ScopedValue.where(here, this).<T, E>call(work::run);
        } finally {
            var _ = turn(before);
        }
    }

    private synchronized @Nullable DevicePurpose turn(@Nullable DevicePurpose next) {
        var now = nanos.getAsLong();
        var before = current;
        if (before != null) {
            spent.merge(before, now - since, Long::sum);
        }
        since = now;
        current = next;
        return before;
    }
}

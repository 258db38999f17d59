package io.assay.localnet.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How busy the evaluation's devices were, from the opening of one window to that of the next. */
public final class Devices {
    private static final double NANOS = 1e9;

    private final DoubleSupplier seconds;
    private final int count;
    private @Nullable Reading last;

    /**
     * Devices that nobody has looked at yet.
     *
     * @param seconds they have computed so far, together
     * @param count how many they are
     */
    public Devices(DoubleSupplier seconds, int count) {
        this.seconds = seconds;
        this.count = count;
    }

    private record Reading(long window, Instant at, double seconds) {}

    /**
     * A window that has passed.
     *
     * @param busyShare of its time in which the devices computed, on average over them
     */
    record Passed(long window, double busyShare) {}

    /** A window opens: the one before it has passed, if its opening was seen. */
    Optional<Passed> opened(long window, Instant at) {
        var before = last;
        if (before != null && window <= before.window) {
            return Optional.empty();
        }
        var now = new Reading(window, at, seconds.getAsDouble());
        last = now;
        return before == null || before.window != window - 1 ? Optional.empty() : passed(before, now);
    }

    private Optional<Passed> passed(Reading begin, Reading end) {
        var length = Duration.between(begin.at, end.at).toNanos() / NANOS;
        return length > 0
                ? Optional.of(new Passed(begin.window, (end.seconds - begin.seconds) / (length * count)))
                : Optional.empty();
    }
}

package io.assay.audit.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how far a long command has come, now and then, and at the end how fast it was. */
public final class Progress {
    private static final long BETWEEN = Duration.ofSeconds(2).toNanos();
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private final PrintStream err;
    private final LongSupplier nanoTime;
    private final long begun;
    private long said;
    private long verdicts;
    private long bytes;

    /**
     * Nothing done yet.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public Progress(PrintStream err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.said = begun;
    }

    /**
     * A verdict is done.
     *
     * @param window the verdict's
     * @param size in bytes
     */
    public void verdict(long window, int size) {
        verdicts++;
        bytes += size;
        var now = nanoTime.getAsLong();
        if (now - said >= BETWEEN) {
            said = now;
            err.printf(Locale.ROOT, "%,d verdicts, window %d ...%n", verdicts, window);
        }
    }

    /** All is done. */
    public void end() {
        var seconds = Math.max(nanoTime.getAsLong() - begun, 1) / NANOS;
        err.printf(
                Locale.ROOT,
                "%,d verdicts, %.1f MB in %.1f s: %,.1f verdicts/s, %.1f MB/s%n",
                verdicts,
                bytes / MEGABYTE,
                seconds,
                verdicts / seconds,
                bytes / MEGABYTE / seconds);
    }
}

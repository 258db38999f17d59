package io.assay.dataset;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** A line about every second, for whoever waits. */
final class Progress {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final double MEGA = 1e6;

    private final PrintStream out;
    private final InstantSource clock;
    private final long total;
    private Instant next;

    /** Of that many bytes in all. */
    Progress(PrintStream out, InstantSource clock, long total) {
        this.out = out;
        this.clock = clock;
        this.total = total;
        this.next = clock.instant().plus(PAUSE);
    }

    void at(long bytes, String what) {
        var now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(PAUSE);
            out.printf(Locale.ROOT, "%.1f of %.1f MB, %s%n", bytes / MEGA, total / MEGA, what);
        }
    }
}

package io.assay.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * When an upload counts. A store's LastModified has whole seconds: the true time lies in {@code [m, m + 1 s)}, and the
 * peer has the benefit of the doubt at both ends.
 *
 * @param from first instant that counts
 * @param until last instant that counts
 */
public record UploadInterval(Instant from, Instant until) {
    /** Resolution of LastModified in S3's protocol. */
    public static final Duration RESOLUTION = Duration.ofSeconds(1);

    public UploadInterval {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("until is " + until + ", allowed: at or after " + from);
        }
    }

    /** Where an upload's LastModified lies. */
    public Timing timing(Instant lastModified) {
        if (!lastModified.isAfter(from.minus(RESOLUTION))) {
            return Timing.EARLY;
        }
        return lastModified.isAfter(until) ? Timing.LATE : Timing.IN_TIME;
    }

    /** After this instant no store can hold an upload that would still be in time. */
    public Instant settled() {
        return until.plus(RESOLUTION);
    }

    /** An upload's place relative to the interval. */
    public enum Timing {
        EARLY,
        IN_TIME,
        LATE
    }
}

package io.assay.model;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a model may be used, after it may have differed from the record. Whoever finds a difference reloads at once;
 * what differs again is tried after 10 s, then twice as long each time, up to 10 min.
 *
 * @param differences found without a match in between
 * @param until not to be tried before
 */
public record Quarantine(int differences, Instant until) {
    /** No difference was found. */
    public static final Quarantine NONE = new Quarantine(0, Instant.MIN);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 6;

    /** After another difference. */
    public Quarantine differed(Instant now) {
        var wait =
                differences == 0 ? Duration.ZERO : FIRST.multipliedBy(1L << Math.min(MAX_DOUBLINGS, differences - 1));
        return new Quarantine(differences + 1, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }

    /** Whether the model agreed with the record when it was compared last. */
    public boolean over() {
        return differences == 0;
    }

    /** Whether a model that was loaded anew differed too: the fault is not one that passes. */
    public boolean lasting() {
        return differences > 1;
    }

    /** Whether another model may be loaded. */
    public boolean due(Instant now) {
        return !now.isBefore(until);
    }
}

package io.assay.chain.rpc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after all endpoints have failed: twice as long after each round, with jitter, so that many clients of one
 * node do not come back at the same moment.
 *
 * @param first longest wait after the first round; positive
 * @param longest longest wait ever; not under {@code first}
 */
public record Backoff(Duration first, Duration longest) {
    /** 0.5 s, 1 s, 2 s ... 30 s, each halved at random. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int MAX_DOUBLINGS = 20;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException naming what is outside
     */
    public Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0 || longest.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("backoff is " + first + " to " + longest
                    + ", allowed: positive, the longest not under the first and at most a day");
        }
    }

    /** Uniform over the upper half of {@code min(longest, first * 2^(round - 1))}; rounds count from 1. */
    Duration delay(int round, RandomGenerator random) {
        var doublings = Math.min(round - 1, MAX_DOUBLINGS);
        var cap =
                first.compareTo(longest.dividedBy(1L << doublings)) > 0 ? longest : first.multipliedBy(1L << doublings);
        return Duration.ofNanos(random.nextLong(cap.toNanos() / 2, cap.toNanos() + 1));
    }
}

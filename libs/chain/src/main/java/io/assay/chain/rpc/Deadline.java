package io.assay.chain.rpc;

import java.time.Duration;

/** A moment until which something may take, on the clock that only goes forward. */
record Deadline(long nanos) {
    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Nanoseconds left, not negative. */
    long left() {
        return Math.max(0, nanos - System.nanoTime());
    }
}

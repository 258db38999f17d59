package io.assay.chain.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on by a step whenever it is asked: a chain asks once when it is opened, and once a block. */
final class TickingClock extends Clock {
    private final Duration step;
    private Instant next;

    TickingClock(Instant begin, Duration step) {
        this.next = begin;
        this.step = step;
    }

    @Override
    public Instant instant() {
        var now = next;
        next = next.plus(step);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a chain's time is UTC");
    }
}

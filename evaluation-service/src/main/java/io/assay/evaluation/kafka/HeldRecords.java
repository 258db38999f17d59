package io.assay.evaluation.kafka;

import io.assay.evaluation.core.Ending;
import io.assay.evaluation.core.HeldJobs;
import io.assay.evaluation.core.HeldJobs.Due;
import io.assay.evaluation.job.JobStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The records of one worker, what was prepared for them, and where members wait for what becomes of them. For any thread. */
final class HeldRecords {
    private final HeldJobs held;
    private final InstantSource clock;
    private final Map<Long, JobStep.Prepared> prepared = new HashMap<>();
    private @Nullable Instant idleSince;

    HeldRecords(HeldJobs held, InstantSource clock) {
        this.held = held;
        this.clock = clock;
    }

    /**
     * A job for the device.
     *
     * @param waited for how long the device was without one while one was being prepared
     */
    record Next(long ticket, JobStep.Prepared job, Duration waited) {}

    synchronized long take(long window) {
        return held.take(window, clock.instant());
    }

    /** Waits until something is to be done for a record. */
    synchronized Due await(long ticket) throws InterruptedException {
        var due = held.due(ticket, clock.instant());
        while (due instanceof Due.Nothing(var until)) {
            wait(Math.max(1, until.toMillis()));
            due = held.due(ticket, clock.instant());
        }
        return due;
    }

    synchronized void renewed(long ticket) {
        held.renewed(ticket, clock.instant());
    }

    synchronized void free(long ticket) {
        held.free(ticket);
        prepared.remove(ticket);
    }

    /** Keeps what was prepared for a record; false if nobody waits for it any more. */
    synchronized boolean keep(long ticket, JobStep.Prepared job) {
        var wanted = held.ready(ticket, clock.instant());
        if (wanted) {
            prepared.put(ticket, job);
        }
        return wanted;
    }

    synchronized void putBack(long ticket) {
        held.putBack(ticket);
    }

    /** It is known how a record ends; false if it was before. */
    synchronized boolean end(long ticket, Ending ending) {
        var first = held.end(ticket, ending);
        prepared.remove(ticket);
        notifyAll();
        return first;
    }

    /** The next to be measured; it is on the device then. */
    synchronized @Nullable Next next(LongPredicate reachable) {
        var ticket = held.next(reachable);
        if (ticket.isEmpty()) {
            idleSince = idleSince == null && held.preparing() > 0 ? clock.instant() : idleSince;
            return null;
        }
        var waited = idleSince == null ? Duration.ZERO : Duration.between(idleSince, clock.instant());
        idleSince = null;
        var job = prepared.get(ticket.getAsLong());
        return job == null ? null : new Next(ticket.getAsLong(), job, waited);
    }

    /** Releases those whose model did not come in time; what they are. */
    synchronized List<JobStep.Prepared> releaseOverdue(LongPredicate reachable) {
        return released(held.releaseOverdue(reachable, clock.instant()));
    }

    /** Releases what is not on the device; how many. */
    synchronized int handOn() {
        var tickets = held.handOn();
        var _ = released(tickets);
        return tickets.size();
    }

    /** What is not on the device is released at once, and that when {@code grace} is over. */
    synchronized void stop(Duration grace) {
        held.stop(clock.instant(), grace);
        notifyAll();
    }

    synchronized int prepared() {
        return held.prepared();
    }

    synchronized OptionalLong oldestWindow() {
        return held.oldestWindow();
    }

    private List<JobStep.Prepared> released(List<Long> tickets) {
        var jobs = tickets.stream()
                .filter(prepared::containsKey)
                .map(prepared::remove)
                .toList();
        notifyAll();
        return jobs;
    }
}

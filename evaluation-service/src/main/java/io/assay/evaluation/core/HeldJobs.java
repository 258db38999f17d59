package io.assay.evaluation.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records one worker holds, each from its acquisition to its acknowledgement: which lock is renewed when, what is
 * measured next, how each ends. A record is known by its ticket, so that what comes of one whose lock was lost is never
 * taken for another's. Not safe for use by several threads.
 */
public final class HeldJobs {
    private final Duration renewEvery;
    private final Duration patience;
    private final TreeMap<Long, Held> held = new TreeMap<>();
    private long tickets;
    private @Nullable Instant deadline;

    /**
     * Nothing held.
     *
     * @param renewEvery well below the lock
     * @param patience how long a prepared job waits for a missing step
     */
    public HeldJobs(Duration renewEvery, Duration patience) {
        this.renewEvery = renewEvery;
        this.patience = patience;
    }

    /** What is to be done for a record now. */
    public sealed interface Due {
        /** Nothing, for so long. */
        record Nothing(Duration until) implements Due {}

        /** Its lock is to be renewed. */
        record Renewal() implements Due {}

        /** It is to be acknowledged, and is free then. */
        record Acknowledgement(Ending ending) implements Due {}
    }

    private sealed interface Phase {
        record Preparing() implements Phase {}

        record Ready(Instant since) implements Phase {}

        /** On the device, or its outcome is on its way. */
        record Busy(Instant ready) implements Phase {}

        record Ended(Ending ending) implements Phase {}
    }

    private record Held(long window, Instant renewed, Phase phase) {
        Held in(Phase next) {
            return new Held(window, renewed, next);
        }
    }

    /** Takes a record of a window in; its ticket. */
    public long take(long window, Instant now) {
        var phase = deadline == null ? new Phase.Preparing() : new Phase.Ended(Ending.RELEASE);
        held.put(++tickets, new Held(window, now, phase));
        return tickets;
    }

    /** A record is prepared; false if nobody waits for it any more. */
    public boolean ready(long ticket, Instant now) {
        return change(ticket, phase -> phase instanceof Phase.Preparing, new Phase.Ready(now));
    }

    /** The next to be measured, of the oldest window first; it is busy then. */
    public OptionalLong next(LongPredicate reachable) {
        var next = held.entrySet().stream()
                .filter(entry -> entry.getValue().phase() instanceof Phase.Ready)
                .filter(entry -> reachable.test(entry.getValue().window()))
                .min(Comparator.comparingLong(entry -> entry.getValue().window()))
                .map(Map.Entry::getKey);
        next.ifPresent(ticket -> held.computeIfPresent(
                ticket,
                (_, one) -> one.phase() instanceof Phase.Ready(var since) ? one.in(new Phase.Busy(since)) : one));
        return next.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** A busy one could not be measured yet: it waits on, its patience already begun. */
    public void putBack(long ticket) {
        held.computeIfPresent(
                ticket,
                (_, one) -> one.phase() instanceof Phase.Busy(var since) ? one.in(new Phase.Ready(since)) : one);
    }

    /** Releases those whose model did not come in time; their tickets. */
    public List<Long> releaseOverdue(LongPredicate reachable, Instant now) {
        var overdue = held.entrySet().stream()
                .filter(entry -> entry.getValue().phase() instanceof Phase.Ready(var since)
                        && !now.isBefore(since.plus(patience))
                        && !reachable.test(entry.getValue().window()))
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(ticket -> end(ticket, Ending.RELEASE));
        return overdue;
    }

    /** It is known how a record ends; the first word counts. */
    public boolean end(long ticket, Ending ending) {
        return change(ticket, phase -> !(phase instanceof Phase.Ended), new Phase.Ended(ending));
    }

    /** What is not on the device is released at once, and that when {@code grace} is over. */
    public void stop(Instant now, Duration grace) {
        deadline = now.plus(grace);
        handOn();
    }

    /** Releases what is not on the device; the tickets. */
    public List<Long> handOn() {
        var released = held.entrySet().stream()
                .filter(entry -> switch (entry.getValue().phase()) {
                    case Phase.Preparing _, Phase.Ready _ -> true;
                    case Phase.Busy _, Phase.Ended _ -> false;
                })
                .map(Map.Entry::getKey)
                .toList();
        released.forEach(ticket -> end(ticket, Ending.RELEASE));
        return released;
    }

    /** What is to be done for a record that is held. */
    public Due due(long ticket, Instant now) {
        var one = held.get(ticket);
        if (one == null) {
            throw new IllegalArgumentException("ticket " + ticket + " is not held");
        }
        if (one.phase() instanceof Phase.Ended(var ending)) {
            return new Due.Acknowledgement(ending);
        }
        if (deadline != null && !now.isBefore(deadline)) {
            return new Due.Acknowledgement(Ending.RELEASE);
        }
        var renewal = one.renewed().plus(renewEvery);
        var next = deadline != null && deadline.isBefore(renewal) ? deadline : renewal;
        return now.isBefore(renewal) ? new Due.Nothing(Duration.between(now, next)) : new Due.Renewal();
    }

    /** A record's lock was renewed. */
    public void renewed(long ticket, Instant now) {
        held.computeIfPresent(ticket, (_, one) -> new Held(one.window(), now, one.phase()));
    }

    /** A record is acknowledged, or its lock is lost. */
    public void free(long ticket) {
        held.remove(ticket);
    }

    /** How many are prepared and wait for the device. */
    public int prepared() {
        return count(phase -> phase instanceof Phase.Ready);
    }

    /** How many are being prepared. */
    public int preparing() {
        return count(phase -> phase instanceof Phase.Preparing);
    }

    /** The oldest window of which a record is not done with. */
    public OptionalLong oldestWindow() {
        return held.values().stream()
                .filter(one -> !(one.phase() instanceof Phase.Ended))
                .mapToLong(Held::window)
                .min();
    }

    private int count(Predicate<Phase> kind) {
        return (int)
                held.values().stream().filter(one -> kind.test(one.phase())).count();
    }

    private boolean change(long ticket, Predicate<Phase> from, Phase to) {
        var one = held.get(ticket);
        if (one == null || !from.test(one.phase())) {
            return false;
        }
        held.put(ticket, one.in(to));
        return true;
    }
}

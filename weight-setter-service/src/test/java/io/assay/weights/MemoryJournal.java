package io.assay.weights;

import io.assay.protocol.event.Event;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Ledger;
import io.assay.weights.core.Ledgers;
import java.util.ArrayList;
import java.util.List;

/** A record in memory that a process can lose its way to before and after each fact. */
final class MemoryJournal implements Journal {
    static final int WINDOWS_PER_WEIGHTS = 2;

    private final List<Event> events = new ArrayList<>();
    private final Crash.Points crashes;
    private final Ledgers empty;
    private Ledgers ledgers;

    MemoryJournal(Crash.Points crashes, Integer... netuids) {
        this.crashes = crashes;
        empty = Ledgers.empty(List.of(netuids), WINDOWS_PER_WEIGHTS);
        ledgers = empty;
    }

    static Ledger empty() {
        return Ledger.empty(Verdicts.NETUID, WINDOWS_PER_WEIGHTS);
    }

    @Override
    public Ledgers ledgers() {
        return ledgers;
    }

    Ledger ledger() {
        return ledgers.first();
    }

    @Override
    public void record(Event event) {
        crashes.pass();
        add(event);
        crashes.pass();
    }

    /** Something another service recorded. */
    void add(Event event) {
        events.add(event);
        ledgers = ledgers.apply(event);
    }

    /** The record as another instance reads it. */
    Journal seenBy(List<Integer> netuids, int late) {
        var known = events.subList(0, Math.max(0, events.size() - late));
        var seen = Ledgers.empty(netuids, WINDOWS_PER_WEIGHTS);
        for (var event : known) {
            seen = seen.apply(event);
        }
        return new View(this, seen);
    }

    private record View(MemoryJournal journal, Ledgers ledgers) implements Journal {
        @Override
        public void record(Event event) {
            journal.record(event);
        }
    }

    /** What a new process does first. */
    void replay() {
        var before = ledgers;
        ledgers = empty;
        events.forEach(event -> ledgers = ledgers.apply(event));
        if (!ledgers.equals(before)) {
            throw new AssertionError("replay gave " + ledgers + " instead of " + before);
        }
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}

package io.assay.weights;

import io.assay.protocol.event.Event;
import io.assay.weights.core.Journal;
import io.assay.weights.core.Ledger;
import java.util.ArrayList;
import java.util.List;

/** A record in memory that a process can lose its way to before and after each fact. */
final class MemoryJournal implements Journal {
    static final int WINDOWS_PER_WEIGHTS = 2;

    private final List<Event> events = new ArrayList<>();
    private final Crash.Points crashes;
    private Ledger ledger = empty();

    MemoryJournal(Crash.Points crashes) {
        this.crashes = crashes;
    }

    static Ledger empty() {
        return Ledger.empty(Verdicts.NETUID, WINDOWS_PER_WEIGHTS);
    }

    @Override
    public Ledger ledger() {
        return ledger;
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
        ledger = ledger.apply(event);
    }

    /** What a new process does first. */
    void replay() {
        var before = ledger;
        ledger = empty();
        events.forEach(event -> ledger = ledger.apply(event));
        if (!ledger.equals(before)) {
            throw new AssertionError("replay gave " + ledger + " instead of " + before);
        }
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}

package io.assay.evaluation.job;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The outcomes that this process published last; for any thread. Those of windows long past go even where there is room:
 * a window that has its verdict has no more jobs, and memory that only grows slowly looks like a leak.
 */
public final class RecentOutcomes {
    private final int limit;
    private final int windows;
    private final LinkedHashMap<String, Event> outcomes = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param limit how many are kept
     * @param windows of how many windows up to that of the newest
     */
    public RecentOutcomes(int limit, int windows) {
        this.limit = limit;
        this.windows = windows;
    }

    /** Whether a job's outcome is among them. */
    public synchronized boolean has(GradientArrived job) {
        return outcomes.containsKey(Event.key(job, job.hotkey(), "evaluation"));
    }

    /** Keeps an outcome unless there is one of its job already. */
    public synchronized boolean add(Event outcome) {
        if (outcomes.putIfAbsent(outcome.idempotencyKey(), outcome) != null) {
            return false;
        }
        while (outcomes.size() > limit || firstWindow() <= outcome.window() - windows) {
            outcomes.pollFirstEntry();
        }
        return true;
    }

    private long firstWindow() {
        return outcomes.firstEntry().getValue().window();
    }

    /** Forgets an outcome that could not be published. */
    public synchronized void remove(Event outcome) {
        outcomes.remove(outcome.idempotencyKey(), outcome);
    }

    /** The outcomes of a window, in the order they were published. */
    public synchronized List<Event> of(long window) {
        return outcomes.values().stream()
                .filter(outcome -> outcome.window() == window)
                .toList();
    }

    /** All of them, in the order they were published. */
    public synchronized List<Event> all() {
        return List.copyOf(outcomes.values());
    }
}

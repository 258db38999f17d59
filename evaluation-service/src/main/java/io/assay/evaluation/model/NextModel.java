package io.assay.evaluation.model;

import io.assay.model.DivergedModelException;
import io.assay.model.FollowedModel;
import io.assay.model.Foreseen;
import io.assay.model.ModelHistory;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.ModelAdvanced;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows what a step leads to before it is published. It has no parameters of its own: it reads those of a worker, takes the
 * steps that the worker has not taken yet on a copy of a few megabytes, and compares with the record on the way. What
 * cannot be known is not published. Belongs to one thread.
 */
public final class NextModel {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** A worker so many windows behind is not read: the aggregates between have to be had at once. */
    private static final long BEHIND = 8;

    private final ModelHistory history;
    private final List<Source> sources;
    private final Duration patience;
    /** While a worker is waited for, nothing is fetched twice. */
    private final Map<Long, FollowedModel.Step> read = new HashMap<>();

    private @Nullable ModelAdvanced told;

    /** A worker's model. */
    public record Source(Workbench bench, Divergence divergence) {}

    /**
     * Knows nothing yet.
     *
     * @param patience how long to wait for the step before to be on the record, and for a worker with a model
     */
    public NextModel(ModelHistory history, List<Source> sources, Duration patience) {
        this.history = history;
        this.sources = List.copyOf(sources);
        this.patience = patience;
    }

    /** Learns from an event where the record begins. */
    public void note(Event event) {
        history.note(event);
    }

    /** Whether the model of a worker agreed with the record when it was compared last. */
    public boolean fit() {
        return sources.stream().anyMatch(source -> source.divergence().none());
    }

    /**
     * Reads the models.
     *
     * @param step not on the record yet
     * @param aggregate content of the step's aggregate; absent exactly when that is
     * @return the step, and the digest that θ has after it
     * @throws IOException if it cannot be known now
     */
    public ModelAdvanced tell(ModelAdvanced step, byte @Nullable [] aggregate) throws IOException {
        var window = step.window();
        requireRecordBefore(window);
        var known = aggregate == null ? known(window) : null;
        try {
            var next = step.leadingTo(known == null ? digest(new FollowedModel.Step(step, aggregate)) : known);
            told = next;
            return next;
        } finally {
            read.clear();
        }
    }

    /** Without the steps before there is no knowing; what was published itself comes back from the record in a moment. */
    private void requireRecordBefore(long window) throws IOException {
        if (history.firstWindow().orElse(window) == window) {
            return;
        }
        try {
            if (!history.await(window - 1, patience)) {
                throw new IOException("the step of window " + (window - 1) + " is not on the record: window " + window
                        + " has to wait for it");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The digest at the start of {@code window}, if it was told here and is on the record: empty steps do not change it. */
    private @Nullable String known(long window) {
        var last = told;
        return last != null && history.step(window - 1).filter(last::equals).isPresent() ? last.modelDigest() : null;
    }

    private String digest(FollowedModel.Step step) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            for (var source : sources) {
                var digest = digest(source, step);
                if (digest != null) {
                    return digest;
                }
            }
            if (!fit()) {
                throw new IOException("the models of all workers here differ from the record");
            }
            if (System.nanoTime() >= end) {
                throw new IOException("no worker here has a model of window "
                        + step.event().window() + ", or of one of the " + BEHIND + " before, after " + patience);
            }
            pause();
        }
    }

    /** Absent if this worker's model says nothing about the step now. */
    private @Nullable String digest(Source source, FollowedModel.Step step) throws IOException {
        var window = step.event().window();
        var from = source.bench().window();
        if (!source.divergence().none() || from < 0 || from > window || from < window - BEHIND) {
            return null;
        }
        var steps = steps(from, window);
        if (steps == null) {
            return null;
        }
        steps.add(step);
        return source.bench()
                .foresee(steps)
                .filter(found -> agrees(source, window, found))
                .map(Foreseen::after)
                .orElse(null);
    }

    /** All from the end of {@code from} to before {@code end}; absent if one is missing. */
    private @Nullable List<FollowedModel.Step> steps(long from, long end) throws IOException {
        var steps = new ArrayList<FollowedModel.Step>();
        for (var window = from; window < end; window++) {
            var step = read.containsKey(window)
                    ? read.get(window)
                    : history.readStep(window).orElse(null);
            if (step == null) {
                return null;
            }
            read.put(window, step);
            steps.add(step);
        }
        return steps;
    }

    /** The worker learns from it, too: it loads its model anew. */
    private boolean agrees(Source source, long window, Foreseen found) {
        var recorded = history.step(window - 1).map(ModelAdvanced::modelDigest);
        if (!history.compares() || recorded.map(found.before()::equals).orElse(true)) {
            return true;
        }
        source.divergence().found(new DivergedModelException(window, recorded.orElseThrow(), found.before()));
        return false;
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }
}

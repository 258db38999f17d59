package io.assay.model;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the model of any window, for workers and miners alike: the newest checkpoint not beyond it, or the initial
 * parameters at the record's first window, and then one step after the other. It reads objects through an
 * {@link Archive}, and keeps the steps it is told of until checkpoints make them useless.
 *
 * <p>{@link #note} may be called by any thread while others read; a model is moved by the thread that owns it.
 */
public final class ModelHistory {
    /** Key of a checkpoint's metadata that holds the window the parameters belong to. */
    public static final String WINDOW = "window";

    /** Steps of so many windows before the newest checkpoint are kept whatever other checkpoints there are. */
    private static final int KEPT = 128;

    private final int netuid;
    private final Archive archive;
    private final int compareEvery;
    private final ConcurrentSkipListMap<Long, ModelAdvanced> steps = new ConcurrentSkipListMap<>();
    private @Nullable Long firstWindow;
    private final TreeSet<Long> checkpoints = new TreeSet<>();
    private volatile long keptFrom;
    private volatile long lookedAt;

    /** Where objects are read; calls may block. */
    public interface Archive {
        /** Windows at whose start there is a checkpoint, in any order. */
        List<Long> checkpoints() throws IOException;

        /** Writes a checkpoint's content to a file that is not there yet. */
        void readCheckpoint(long window, Path file) throws IOException;

        /** An aggregate's content; whether it is the one named is checked when it is applied. */
        byte[] readAggregate(PinnedObject aggregate) throws IOException;
    }

    /** Is told how far a model has come; called by the thread that moves it. */
    public interface Progress {
        /** A checkpoint was passed over. */
        void unusable(long window, IOException why);

        /** The model stands at its next window; θ may not have been compared with the record there. */
        void reached(FollowedModel model);

        /** The same, and another who is told how far the model has come. */
        default Progress and(Consumer<FollowedModel> other) {
            var first = this;
            return new Progress() {
                @Override
                public void unusable(long window, IOException why) {
                    first.unusable(window, why);
                }

                @Override
                public void reached(FollowedModel model) {
                    first.reached(model);
                    other.accept(model);
                }
            };
        }
    }

    /**
     * A history that knows nothing yet.
     *
     * @param compareEvery steps after which θ is compared with the record when a model comes to a stand; 0: never
     */
    public ModelHistory(int netuid, Archive archive, int compareEvery) {
        this.netuid = netuid;
        this.archive = archive;
        this.compareEvery = compareEvery;
    }

    /** Learns from an event: steps, and where the record begins. Other subnets' events, and repeated ones, say nothing. */
    public void note(Event event) {
        if (event.netuid() != netuid) {
            return;
        }
        if (event instanceof ModelAdvanced step) {
            note(step);
        }
        RecordBegin.told(event).ifPresent(this::begin);
    }

    /** The window that the initial parameters belong to; absent until an event tells it. */
    public synchronized OptionalLong firstWindow() {
        return firstWindow == null ? OptionalLong.empty() : OptionalLong.of(firstWindow);
    }

    /** The step at the end of a window. */
    public Optional<ModelAdvanced> step(long window) {
        return Optional.ofNullable(steps.get(window));
    }

    /** The newest window that has a step. */
    public OptionalLong newest() {
        var last = steps.lastEntry();
        return last == null ? OptionalLong.empty() : OptionalLong.of(last.getKey());
    }

    /**
     * Learns that there is a checkpoint at the start of {@code window}. Steps are kept from an older checkpoint on, at
     * least {@value #KEPT} windows before: a newest one that is damaged does no harm.
     */
    public synchronized void checkpointed(long window) {
        checkpoints.add(window);
        var from = checkpoints.floor(checkpoints.last() - KEPT);
        if (from != null && from > keptFrom) {
            keptFrom = from;
            steps.headMap(from).clear();
            checkpoints.headSet(from).clear();
        }
    }

    /** Whether the step at the end of {@code window} was forgotten: a model that stands there must be built anew. */
    public boolean forgotten(long window) {
        return window < keptFrom;
    }

    /** How far a model at the start of {@code from} can go without a missing step: {@code from} if its own is missing. */
    public long reach(long from) {
        var window = from;
        while (steps.containsKey(window)) {
            window++;
        }
        return window;
    }

    /**
     * The step at the end of {@code window}, with its aggregate; absent if it is not known.
     *
     * @throws IOException if the aggregate cannot be read
     */
    public Optional<FollowedModel.Step> readStep(long window) throws IOException {
        var step = steps.get(window);
        return step == null ? Optional.empty() : Optional.of(read(step));
    }

    /** Whether models are compared with the record. */
    public boolean compares() {
        return compareEvery > 0;
    }

    /** Waits until the step at the end of {@code window} is known; false when the limit is over. */
    public synchronized boolean await(long window, Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        for (var left = limit.toNanos(); !steps.containsKey(window); left = end - System.nanoTime()) {
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }

    /**
     * A model as near before or at {@code target} as checkpoints and known steps lead; ask its window how far it came.
     *
     * @param initial makes a model at its initial parameters, on the device wanted
     * @param directory for a checkpoint while it is read
     * @throws IOException if an aggregate cannot be read
     * @throws DivergedModelException if θ there is not what the record says
     * @throws IllegalStateException if there is no checkpoint to begin with and the record's first window is not
     *     known, or lies after {@code target}
     */
    public FollowedModel stand(Supplier<LanguageModel> initial, long target, Path directory, Progress progress)
            throws IOException {
        var model = initial.get();
        try {
            var followed =
                    new FollowedModel(model, new Beginning(this, archive, directory, progress).give(model, target));
            progress.reached(followed);
            follow(followed, target, progress);
            return followed;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Takes all known steps until the model stands at {@code target} or the next one is missing.
     *
     * @return whether it stands there
     * @throws IOException if an aggregate cannot be read; the model stands where it got to
     * @throws InvalidAggregateException if an aggregate is not what its event says; the model stands where it got to
     * @throws DivergedModelException if θ is not what the record says where the model came to a stand
     * @throws IllegalStateException if the next step was {@link #forgotten}
     */
    public boolean follow(FollowedModel model, long target, Progress progress) throws IOException {
        try {
            take(model, target, progress);
            forget();
        } finally {
            confirm(model);
        }
        return model.window() == target;
    }

    private void take(FollowedModel model, long target, Progress progress) throws IOException {
        while (model.window() < target) {
            var step = steps.get(model.window());
            if (step == null) {
                requireKept(model.window());
                return;
            }
            var taken = read(step);
            model.advance(taken.event(), taken.aggregate());
            progress.reached(model);
        }
    }

    private FollowedModel.Step read(ModelAdvanced step) throws IOException {
        var aggregate = step.aggregate();
        return new FollowedModel.Step(step, aggregate == null ? null : archive.readAggregate(aggregate));
    }

    private void confirm(FollowedModel model) {
        var last = steps.get(model.window() - 1);
        if (last != null && compareEvery > 0) {
            model.confirm(last, compareEvery);
        }
    }

    /** Looks for checkpoints now and then: whoever publishes them may be another process. */
    private void forget() {
        var newest = newest().orElse(lookedAt);
        if (newest < lookedAt + KEPT) {
            return;
        }
        lookedAt = newest;
        try {
            archive.checkpoints().forEach(this::checkpointed);
        } catch (IOException _) {
            // Steps are kept until the next look.
        }
    }

    private void requireKept(long window) {
        if (forgotten(window)) {
            throw new IllegalStateException("the step of window " + window
                    + " is no longer kept: steps are from window " + keptFrom + " on, where there is a checkpoint");
        }
    }

    private synchronized void note(ModelAdvanced step) {
        if (!forgotten(step.window())) {
            steps.putIfAbsent(step.window(), step);
        }
        notifyAll();
    }

    private synchronized void begin(long window) {
        if (firstWindow == null) {
            firstWindow = window;
        }
    }
}

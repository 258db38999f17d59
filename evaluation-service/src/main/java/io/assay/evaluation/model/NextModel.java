package io.assay.evaluation.model;

import io.assay.model.DivergedModelException;
import io.assay.model.Followed;
import io.assay.model.ModelHistory;
import io.assay.model.PlainParameters;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.ModelAdvanced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * θ of the one who publishes the model's steps, so that each step tells what it leads to. It is loaded when it is needed,
 * follows the record and nothing else, and is given up as soon as anything is in doubt: what cannot be known is not
 * published. Belongs to one thread.
 */
public final class HeldModel {
    private static final Logger LOG = LoggerFactory.getLogger(HeldModel.class);

    private final ModelHistory history;
    private final Supplier<PlainParameters> initial;
    private final Path directory;
    private final Duration patience;
    private final Divergence divergence;
    private final ModelHistory.Progress progress;
    private @Nullable Followed<PlainParameters> model;
    private @Nullable String digest;
    private @Nullable ModelAdvanced unconfirmed;

    /**
     * Holds nothing yet.
     *
     * @param directory for a checkpoint while it is read
     * @param patience how long to wait for what was published to come back on the record
     * @param progress is told of every window at which the model stands and which is on the record
     */
    public HeldModel(
            ModelHistory history,
            Supplier<PlainParameters> initial,
            Path directory,
            Duration patience,
            Divergence divergence,
            ModelHistory.Progress progress) {
        this.history = history;
        this.initial = initial;
        this.directory = directory;
        this.patience = patience;
        this.divergence = divergence;
        this.progress = progress;
    }

    /** Learns from an event where the record begins. */
    public void note(Event event) {
        history.note(event);
    }

    /**
     * Uses the time until a window's end: loads θ, or makes sure that it is still what it was. What cannot be done now is
     * left to {@link #take}.
     */
    public void prepare(Event opened) {
        history.note(opened);
        try {
            prepare(opened.window());
        } catch (IOException | RuntimeException e) {
            LOG.debug("the parameters are not held yet", e);
        }
    }

    private void prepare(long window) throws IOException {
        if (model == null) {
            load(window);
        } else if (digest != null && !digest.equals(model.model().digest())) {
            LOG.error(
                    "the parameters at window {} changed in memory since they were digested as {}: they are loaded"
                            + " anew; look at this machine's memory",
                    model.window(),
                    digest);
            drop();
            load(window);
        }
    }

    /**
     * Takes a step that is not on the record yet.
     *
     * @param aggregate content of the step's aggregate; absent exactly when that is
     * @return the step, and the digest that θ has after it
     * @throws IOException if θ before the step cannot be known now; nothing is held then
     */
    public ModelAdvanced take(ModelAdvanced step, byte @Nullable [] aggregate) throws IOException {
        var held = at(step.window());
        held.advance(step, aggregate);
        if (digest == null || aggregate != null) {
            digest = held.model().digest();
        }
        var told = step.leadingTo(digest);
        unconfirmed = told;
        return told;
    }

    /** What {@link #take} told was published. */
    public void published(ModelAdvanced step) {
        if (model != null && model.window() == step.window() + 1) {
            progress.reached(model);
        }
    }

    @Nullable
    Followed<PlainParameters> held() {
        return model;
    }

    /** Gives θ up. */
    public void drop() {
        if (model != null) {
            model.close();
        }
        model = null;
        digest = null;
        unconfirmed = null;
    }

    private Followed<PlainParameters> at(long window) throws IOException {
        if (model != null && !onRecord()) {
            drop();
        }
        if (model == null || model.window() < window) {
            // What follows the record may be behind for a moment; to load and give up again would take longer.
            var _ = history.firstWindow().orElse(window) == window || known(window - 1);
            load(window);
        }
        if (model == null || model.window() != window) {
            drop();
            throw new IOException("the model cannot be brought to window " + window + " yet: steps are missing");
        }
        return model;
    }

    /** Whether what was published last is what everybody takes: should two have published, the first counts. */
    private boolean onRecord() throws IOException {
        var last = unconfirmed;
        if (last == null) {
            return true;
        }
        if (!known(last.window())) {
            drop();
            throw new IOException("the step of window " + last.window() + " does not come back from the record");
        }
        unconfirmed = null;
        var counts = history.step(last.window()).filter(last::equals).isPresent();
        if (!counts) {
            LOG.warn("another step of window {} came first: the model is loaded anew", last.window());
        }
        return counts;
    }

    private boolean known(long window) throws IOException {
        try {
            return history.await(window, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void load(long target) throws IOException {
        divergence.require();
        if (model != null && history.forgotten(model.window())) {
            drop();
        }
        try {
            if (model == null) {
                model = history.standPlain(initial, target, directory, progress);
                LOG.info("holding the parameters at window {}", model.window());
            } else {
                history.follow(model, target, progress);
            }
            digest = null;
            divergence.agreed(model.window());
        } catch (DivergedModelException e) {
            drop();
            divergence.found(e);
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            drop();
            throw e;
        }
    }
}

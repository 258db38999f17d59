package io.assay.miner;

import io.assay.model.DivergedModelException;
import io.assay.model.FollowedModel;
import io.assay.model.LanguageModel;
import io.assay.model.ModelHistory;
import io.assay.model.Quarantine;
import io.assay.protocol.Topics;
import io.assay.service.kafka.EventFollower;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A miner's own model, moved along the record's steps. Used by the miner's thread only. */
final class ModelFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final MinerContext context;
    private final ModelHistory history;
    private final Noted noted = new Noted();
    private @Nullable EventFollower follower;
    private @Nullable FollowedModel model;
    private Quarantine quarantine = Quarantine.NONE;

    ModelFeed(MinerContext context) {
        this.context = context;
        this.history = new ModelHistory(context.hparams().netuid(), StoreArchive.of(context), 1);
    }

    /**
     * Brings the model to the start of a window as soon as the step before it is known.
     *
     * @param tooLate asked several times a second whether it is no use any more
     * @return whether the model stands there
     * @throws IOException if a checkpoint or an aggregate cannot be read, or the model differs from the record and it is
     *     too early for another
     */
    boolean bringTo(long window, BooleanSupplier tooLate) throws IOException, InterruptedException {
        follow();
        while (!known(window)) {
            if (tooLate.getAsBoolean()) {
                return false;
            }
            history.await(window - 1, POLL);
        }
        if (!quarantine.due(context.clock().instant())) {
            throw new IOException("the model differs from the record; next try at " + quarantine.until());
        }
        try {
            return followed(window) || stand(window);
        } catch (DivergedModelException e) {
            differed(e);
            return again(window);
        }
    }

    private boolean followed(long window) throws IOException {
        if (model != null && (history.forgotten(model.window()) || !history.follow(model, window, noted))) {
            LOG.info("the steps from window {} to {} are not all known: back to a checkpoint", model.window(), window);
            drop();
        }
        return model != null;
    }

    /** A model that was loaded anew may differ once more: then the fault is not one that passes. */
    private boolean again(long window) throws IOException {
        if (quarantine.lasting()) {
            return false;
        }
        try {
            return stand(window);
        } catch (DivergedModelException e) {
            differed(e);
            return false;
        }
    }

    private void differed(DivergedModelException difference) {
        drop();
        quarantine = quarantine.differed(context.clock().instant());
        LOG.error(
                "the model at window {} has the digest {}, on the record it is {}: {}",
                difference.window(),
                difference.actual(),
                difference.expected(),
                quarantine.lasting()
                        ? "loaded anew it differs too, next try at " + quarantine.until()
                                + "; look at this machine's memory and device"
                        : "it is loaded anew from the newest checkpoint and the steps since");
    }

    /** The model, which {@link #bringTo} has made. */
    FollowedModel model() {
        if (model == null) {
            throw new IllegalStateException("there is no model yet; bring it to a window first");
        }
        return model;
    }

    /** Steps that the model has taken since the record's first window. */
    long globalStep() {
        return model().window() - history.firstWindow().orElseThrow();
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
        drop();
    }

    private void follow() {
        if (follower != null && !follower.healthy()) {
            follower.close();
            follower = null;
        }
        if (follower == null) {
            follower = EventFollower.start(
                    context.kafka(),
                    (topic, poison) -> LOG.warn("{} has a record that is no event: {}", topic, poison.reason()),
                    history::note,
                    Topics.WINDOWS,
                    Topics.MODEL_ADVANCES);
        }
    }

    private boolean known(long window) {
        var first = history.firstWindow();
        return first.isPresent()
                && first.getAsLong() <= window
                && (first.getAsLong() == window
                        || history.step(window - 1).isPresent()
                        || OptionalLong.of(window).equals(standing()));
    }

    private OptionalLong standing() {
        return model == null ? OptionalLong.empty() : OptionalLong.of(model.window());
    }

    private boolean stand(long window) throws IOException {
        var directory = Files.createTempDirectory("assay-miner");
        try {
            var stood = history.stand(this::initial, window, directory, noted);
            model = stood;
            quarantine = stood.window() == window ? Quarantine.NONE : quarantine;
            return stood.window() == window;
        } finally {
            Files.delete(directory);
        }
    }

    private LanguageModel initial() {
        return LanguageModel.create(context.engine(), context.hparams(), context.device(), context.initial());
    }

    private void drop() {
        if (model != null) {
            model.close();
            model = null;
        }
    }

    private static final class Noted implements ModelHistory.Progress {
        @Override
        public void unusable(long window, IOException why) {
            LOG.warn("the checkpoint of window {} is passed over: {}", window, why.getMessage());
        }

        @Override
        public void reached(FollowedModel model) {
            LOG.debug("the model stands at window {}", model.window());
        }
    }
}

package io.assay.evaluation.model;

import io.assay.evaluation.core.CheckpointSchedule;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.model.FollowedModel;
import io.assay.model.ModelHistory;
import io.assay.protocol.hparams.HParams;
import io.assay.service.model.ModelObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log how far models come, and publishes the first model that reaches a window where one is due. */
public final class CheckpointPublisher implements ModelHistory.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);
    private static final int LOGGED_EVERY = 50;

    private final HParams hparams;
    private final CheckpointSchedule schedule;
    private final ModelObjects objects;
    private final Path directory;
    private final Supplier<OptionalLong> firstWindow;
    private final LongConsumer there;
    private final EvaluationMeters meters;

    /**
     * A publisher.
     *
     * @param directory for a checkpoint while it is written
     * @param firstWindow where the record begins, as far as it is known
     * @param there is told of every window whose checkpoint the store has
     */
    public CheckpointPublisher(
            HParams hparams,
            ModelObjects objects,
            Path directory,
            Supplier<OptionalLong> firstWindow,
            LongConsumer there,
            EvaluationMeters meters) {
        this.hparams = hparams;
        this.schedule = new CheckpointSchedule(hparams.checkpointFrequency());
        this.objects = objects;
        this.directory = directory;
        this.firstWindow = firstWindow;
        this.there = there;
        this.meters = meters;
    }

    @Override
    public void unusable(long window, IOException why) {
        meters.fault("checkpoint");
        LOG.warn("the checkpoint of window {} is passed over: {}", window, why.getMessage());
    }

    @Override
    public void reached(FollowedModel model) {
        var first = firstWindow.get();
        var steps = first.isPresent() ? model.window() - first.getAsLong() : 0;
        if (steps % LOGGED_EVERY == 0) {
            LOG.info("a model stands at window {}, {} steps after the first", model.window(), steps);
        }
        if (schedule.due(steps)) {
            publish(model, steps);
        }
    }

    /** A checkpoint that cannot be published costs time at the next start and nothing else. */
    private void publish(FollowedModel model, long steps) {
        var window = model.window();
        var file =
                directory.resolve("due-" + window + "-" + Thread.currentThread().threadId());
        try {
            if (objects.hasCheckpoint(window)) {
                there.accept(window);
                return;
            }
            try {
                model.model().save(file, metadata(window, steps));
                objects.publishCheckpoint(window, file);
            } finally {
                Files.deleteIfExists(file);
            }
            there.accept(window);
            meters.checkpoint();
            LOG.info("published the checkpoint of window {}", window);
        } catch (IOException e) {
            meters.fault("checkpoint");
            LOG.warn("the checkpoint of window {} is not published: {}", window, e.getMessage());
        }
    }

    private Map<String, String> metadata(long window, long steps) {
        return Map.of(
                "netuid",
                Integer.toString(hparams.netuid()),
                ModelHistory.WINDOW,
                Long.toString(window),
                "global_step",
                Long.toString(steps));
    }
}

package io.assay.evaluation.model;

import io.assay.evaluation.core.CheckpointSchedule;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.model.FollowedModel;
import io.assay.model.ModelHistory;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.LlamaConfigJson;
import io.assay.protocol.json.LlamaConfigJson.TokenIds;
import io.assay.service.model.ModelObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the model wherever one is due and none is there, and removes what is older than has to be kept; only the
 * elected instance does. A file is written by the worker that comes to the window first, and goes to the store by another
 * thread: no step waits for it.
 */
public final class CheckpointPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HParams hparams;
    private final TokenIds tokens;
    private final CheckpointSchedule schedule;
    private final ModelObjects objects;
    private final Path directory;
    private final ModelHistory history;
    private final int kept;
    private final EvaluationMeters meters;
    private final ExecutorService uploads;
    private final Semaphore idle = new Semaphore(1);
    private final AtomicLong begun = new AtomicLong(-1);
    private volatile boolean elected;

    /**
     * A publisher.
     *
     * @param tokens of the text, for who loads a checkpoint
     * @param directory for a checkpoint while it is written
     * @param history tells the digests on the record, and where it begins
     * @param kept how many checkpoints stay
     */
    public CheckpointPublisher(
            HParams hparams,
            TokenIds tokens,
            ModelObjects objects,
            Path directory,
            ModelHistory history,
            int kept,
            EvaluationMeters meters) {
        this.hparams = hparams;
        this.tokens = tokens;
        this.schedule = new CheckpointSchedule(hparams.checkpointFrequency());
        this.objects = objects;
        this.directory = directory;
        this.history = history;
        this.kept = kept;
        this.meters = meters;
        this.uploads = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("checkpoints").factory());
    }

    /** Whether this instance is the one that publishes. */
    public void elected(boolean now) {
        elected = now;
    }

    /** A model has come to a window; called by the worker that it belongs to. */
    public void reached(FollowedModel model) {
        var first = history.firstWindow();
        var steps = first.isPresent() ? model.window() - first.getAsLong() : 0;
        if (elected && schedule.due(steps) && begun.getAndSet(model.window()) != model.window()) {
            begin(new Due(model.window(), steps, model.model().digest()), model);
        }
    }

    /** Gives an upload under way a few seconds. */
    @Override
    public void close() {
        uploads.shutdown();
        try {
            if (!uploads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                uploads.shutdownNow();
            }
        } catch (InterruptedException _) {
            uploads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private record Due(long window, long steps, String digest) {}

    /** A checkpoint that is not published costs time at the next start and nothing else. */
    private void begin(Due due, FollowedModel model) {
        if (isThere(due)) {
            return;
        }
        if (!agrees(due)) {
            fault(due, "the model differs from the record");
        } else if (!idle.tryAcquire()) {
            LOG.warn("no checkpoint of window {}: the one before is still on its way", due.window());
        } else {
            save(due, model);
        }
    }

    /** What is there already is not written again, whenever somebody is elected. */
    private boolean isThere(Due due) {
        try {
            return objects.hasCheckpoint(due.window());
        } catch (IOException e) {
            fault(due, e.getMessage());
            return true;
        }
    }

    private boolean agrees(Due due) {
        return history.step(due.window() - 1)
                .map(ModelAdvanced::modelDigest)
                .map(due.digest()::equals)
                .orElse(true);
    }

    private void save(Due due, FollowedModel model) {
        var file = directory.resolve(
                "due-" + due.window() + "-" + ProcessHandle.current().pid());
        try {
            model.model().save(file, metadata(due));
            uploads.execute(() -> upload(due, file));
        } catch (IOException | RuntimeException e) {
            end(file);
            fault(due, e.getMessage());
        }
    }

    private void upload(Due due, Path file) {
        try {
            var config = LlamaConfigJson.write(hparams.model(), tokens);
            objects.publishCheckpoint(due.window(), due.steps(), due.digest(), file, config);
            history.checkpointed(due.window());
            meters.checkpoint();
            LOG.info("published the checkpoint of window {}", due.window());
            objects.removeCheckpoints(kept)
                    .forEach(window -> LOG.info("removed the checkpoint of window {}, {} are kept", window, kept));
        } catch (IOException | RuntimeException e) {
            fault(due, e.getMessage());
        } finally {
            end(file);
        }
    }

    private void end(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
        }
        idle.release();
    }

    private void fault(Due due, @Nullable String why) {
        meters.fault("checkpoint");
        LOG.warn("no checkpoint of window {}: {}", due.window(), why);
    }

    private Map<String, String> metadata(Due due) {
        return Map.of(
                "netuid",
                Integer.toString(hparams.netuid()),
                ModelHistory.WINDOW,
                Long.toString(due.window()),
                "global_step",
                Long.toString(due.steps()),
                "model_digest",
                due.digest());
    }
}

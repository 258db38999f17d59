package io.assay.evaluation.model;

import io.assay.evaluation.core.Losses;
import io.assay.evaluation.metrics.DevicePurpose;
import io.assay.evaluation.metrics.DeviceTime;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientReading;
import io.assay.gradient.PackedSigns;
import io.assay.model.FollowedModel;
import io.assay.model.LanguageModel;
import io.assay.model.ModelHistory;
import io.assay.model.SyncProbe;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One worker's model and what is measured on it. Belongs to one thread, but for {@link #window()}. */
public final class Workbench implements AutoCloseable {
    private final HParams hparams;
    private final GradientLayout layout;
    private final TestData data;
    private final ModelHistory history;
    private final Supplier<LanguageModel> models;
    private final Path directory;
    private final SyncProbe probe;
    private final DeviceTime time;
    private @Nullable LanguageModel spare;
    private @Nullable FollowedModel model;
    private volatile @Nullable Baselines baselines;
    private volatile long window = -1;

    /**
     * A bench without a model.
     *
     * @param models makes models at their initial parameters
     * @param directory for temporary files
     * @param time what the model's device has spent
     */
    public Workbench(
            HParams hparams,
            TestData data,
            ModelHistory history,
            Supplier<LanguageModel> models,
            Path directory,
            DeviceTime time) {
        this.hparams = hparams;
        this.layout = GradientLayout.of(hparams);
        this.data = data;
        this.history = history;
        this.models = models;
        this.directory = directory;
        this.probe = new SyncProbe(hparams);
        this.time = time;
    }

    /** Makes a model in advance, so that the first job finds one. */
    public void prepare() {
        if (model == null && spare == null) {
            spare = models.get();
        }
    }

    /** Where the model stands, or -1; for any thread. */
    public long window() {
        return window;
    }

    /** Replaces the model by the one of {@code target}, or the nearest before it that can be reached. */
    public void stand(long target) throws IOException {
        discard();
        model = time.spend(DevicePurpose.STEP, () -> history.stand(this::takeSpare, target, directory));
        settle();
    }

    /** Takes the known steps up to {@code target}. */
    public void follow(long target) throws IOException {
        try {
            var _ = time.spend(DevicePurpose.STEP, () -> history.follow(requireModel(), target));
        } finally {
            settle();
        }
    }

    /** SHA-256 of the model's parameters; absent before there is a model. */
    public @Nullable String digest() {
        var at = model;
        return at == null ? null : time.spend(DevicePurpose.DIGEST, at.model()::digest);
    }

    /** The loss on the window's common data, if it was measured for the window the model stands at; for any thread. */
    public @Nullable Double randomLossBefore() {
        var measured = baselines;
        return measured == null ? null : measured.lastRandom();
    }

    /**
     * Tries a gradient of the window the model stands at; the model is the same afterwards.
     *
     * @throws DataUnavailableException if the text to test on is not to be had
     */
    public Losses measure(GradientArrived job, CompressedGradient gradient) {
        var at = requireModel().model();
        var own = data.own(job);
        var random = data.random(job);
        var before = requireBaselines();
        double ownBefore = time.spend(DevicePurpose.BASELINE, () -> before.own(job, own));
        double randomBefore = time.spend(DevicePurpose.BASELINE, () -> before.random(job, random));
        var rate = hparams.learningRateAt(job.globalStep()) * hparams.evalLrFactor();
        var signs = PackedSigns.of(layout, gradient);
        return time.spend(DevicePurpose.TRIAL, () -> {
            try (var _ = at.tryStep(signs, rate)) {
                return new Losses(pair(ownBefore, at, own), pair(randomBefore, at, random));
            }
        });
    }

    /** How far the sender's model was from ours; absent without a usable probe. */
    public @Nullable Double stepsBehind(GradientArrived job, GradientReading.Accepted read) {
        var peer = read.metadata().probe();
        if (peer == null) {
            return null;
        }
        var before = requireBaselines();
        var ours = time.spend(DevicePurpose.BASELINE, () -> before.probed(job.closingBlockHash(), probe));
        var steps = probe.stepsBehind(peer, ours, hparams.learningRateAt(job.globalStep()));
        return boxed(steps);
    }

    @Override
    public void close() {
        discard();
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }

    private static Losses.Pair pair(double before, LanguageModel at, List<TokenBatch> batches) {
        var tokens = batches.stream().mapToLong(TokenBatch::predictedTokens).sum();
        return new Losses.Pair(before, at.loss(batches), tokens);
    }

    private static @Nullable Double boxed(OptionalDouble steps) {
        return steps.isPresent() ? steps.getAsDouble() : null;
    }

    private LanguageModel takeSpare() {
        var ready = spare;
        spare = null;
        return ready == null ? models.get() : ready;
    }

    /** Gives the model up; the next job builds one. */
    public void discard() {
        if (model != null) {
            model.close();
            model = null;
        }
        settle();
    }

    /** Losses before belong to the window they were measured at. */
    private void settle() {
        var now = model == null ? -1 : model.window();
        if (now != window || baselines == null) {
            baselines = model == null ? null : new Baselines(model.model());
        }
        window = now;
    }

    private FollowedModel requireModel() {
        if (model == null) {
            throw new IllegalStateException("there is no model yet; stand at a window first");
        }
        return model;
    }

    private Baselines requireBaselines() {
        var measured = baselines;
        if (measured == null) {
            throw new IllegalStateException("there is no model yet; stand at a window first");
        }
        return measured;
    }
}

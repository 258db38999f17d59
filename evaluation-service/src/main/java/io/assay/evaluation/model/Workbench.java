package io.assay.evaluation.model;

import io.assay.evaluation.core.ClosingWindows.Closing;
import io.assay.evaluation.core.Losses;
import io.assay.evaluation.metrics.DevicePurpose;
import io.assay.evaluation.metrics.DeviceTime;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.model.Baselines.Subject;
import io.assay.gradient.PackedSigns;
import io.assay.model.DivergedModelException;
import io.assay.model.FollowedModel;
import io.assay.model.Foreseen;
import io.assay.model.LanguageModel;
import io.assay.model.LossSum;
import io.assay.model.ModelHistory;
import io.assay.model.SyncProbe;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.Draw;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.hparams.HParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One worker's model and what is measured on it. Belongs to one thread, but for what says otherwise. */
public final class Workbench implements AutoCloseable {
    private final String name;
    private final HParams hparams;
    private final TestData data;
    private final Baselines baselines;
    private final ModelHistory history;
    private final Supplier<LanguageModel> models;
    private final Path directory;
    private final ModelHistory.Progress progress;
    private final EvaluationMeters meters;
    private final SyncProbe probe;
    private final DeviceTime time;
    /** Held for reading by who reads θ without owning it, and for writing while θ moves. */
    private final ReadWriteLock moving = new ReentrantReadWriteLock();

    private @Nullable LanguageModel spare;
    private @Nullable FollowedModel model;
    private @Nullable LossAhead ahead;
    private volatile long window = -1;

    /**
     * A bench without a model.
     *
     * @param name of the worker: decides where it begins to measure losses before
     * @param baselines shared by the benches of a process
     * @param models makes models at their initial parameters
     * @param directory for temporary files
     * @param progress is told of every window the model comes to
     * @param time what the model's device has spent
     */
    public Workbench(
            String name,
            HParams hparams,
            TestData data,
            Baselines baselines,
            ModelHistory history,
            Supplier<LanguageModel> models,
            Path directory,
            ModelHistory.Progress progress,
            EvaluationMeters meters,
            DeviceTime time) {
        this.name = name;
        this.hparams = hparams;
        this.data = data;
        this.baselines = baselines;
        this.history = history;
        this.models = models;
        this.directory = directory;
        this.progress = progress;
        this.meters = meters;
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

    /**
     * Replaces the model by the one of {@code target}, or the nearest before it that can be reached.
     *
     * @throws DivergedModelException if it is not what the record says; there is no model then
     */
    public void stand(long target) throws IOException {
        moving.writeLock().lock();
        try {
            discard();
            model = time.spend(DevicePurpose.STEP, () -> history.stand(this::takeSpare, target, directory, progress));
            settle();
        } finally {
            moving.writeLock().unlock();
        }
    }

    /**
     * Takes the known steps up to {@code target}.
     *
     * @throws DivergedModelException if the model is not what the record says; there is none then
     */
    public void follow(long target) throws IOException {
        moving.writeLock().lock();
        try {
            var _ = time.spend(DevicePurpose.STEP, () -> history.follow(requireModel(), target, progress));
        } catch (DivergedModelException e) {
            discard();
            throw e;
        } finally {
            settle();
            moving.writeLock().unlock();
        }
    }

    /**
     * What steps lead to that are not taken, while jobs go on; for any thread. The model moves no further meanwhile.
     *
     * @param steps one after the other, at least one
     * @return absent if the model is not at the first one's window, or is on its way
     */
    public Optional<Foreseen> foresee(List<FollowedModel.Step> steps) {
        if (!moving.readLock().tryLock()) {
            return Optional.empty();
        }
        try {
            var at = model;
            return at == null || at.window() != steps.getFirst().event().window()
                    ? Optional.empty()
                    : Optional.of(at.foresee(steps));
        } finally {
            moving.readLock().unlock();
        }
    }

    /** SHA-256 of the model's parameters; absent before there is a model. */
    public @Nullable String digest() {
        var at = model;
        return at == null ? null : time.spend(DevicePurpose.DIGEST, at.model()::digest);
    }

    /** The loss on the window's common data, if it was measured for the window the model stands at; for any thread. */
    public @Nullable Double randomLossBefore() {
        return baselines.common(window);
    }

    /**
     * Measures a batch of the losses before of the window the model stands at, for gradients that are still to come.
     *
     * @return whether there may be more
     * @throws DataUnavailableException if a text is not to be had; the next call goes on with another one
     * @throws DataOutOfReachException if it is in a store that does not answer
     */
    public boolean measureAhead(Closing closing) {
        var at = requireModel().model();
        var progress = time.spend(DevicePurpose.BASELINE, () -> step(closing, at));
        if (progress == LossAhead.Progress.LOSS) {
            meters.measuredAhead();
        }
        return progress != LossAhead.Progress.NOTHING;
    }

    private LossAhead.Progress step(Closing closing, LanguageModel at) {
        var begun = ahead;
        if (begun == null || !begun.isOf(closing)) {
            begun = new LossAhead(closing, place(closing.uids().size()), baselines, data);
            ahead = begun;
            var _ = probed(closing.closingBlockHash(), at);
        }
        return begun.step(at);
    }

    /** Tries a gradient of the window the model stands at; the model is the same afterwards. */
    public Losses measure(GradientArrived job, PackedSigns signs, TestBatches batches) {
        var at = requireModel().model();
        var hash = job.closingBlockHash();
        var peer = new Subject(job.window(), hash, job.uid());
        var common = Subject.common(job.window(), hash);
        double ownBefore = time.spend(DevicePurpose.BASELINE, () -> before(peer, at, batches.own()));
        double randomBefore = time.spend(DevicePurpose.BASELINE, () -> before(common, at, batches.random()));
        var rate = hparams.learningRateAt(job.globalStep()) * hparams.evalLrFactor();
        return time.spend(DevicePurpose.TRIAL, () -> {
            try (var trial = at.tryStep(signs, rate)) {
                var own = batches.own().size();
                var after = trial.losses(batches.all());
                return new Losses(
                        pair(ownBefore, after.subList(0, own)), pair(randomBefore, after.subList(own, after.size())));
            }
        });
    }

    /**
     * How far the sender's model was from ours.
     *
     * @param peer the sender's values; absent without a probe
     * @return absent without a usable probe
     */
    public @Nullable Double stepsBehind(GradientArrived job, float @Nullable [] peer) {
        if (peer == null) {
            return null;
        }
        var at = requireModel().model();
        var ours = time.spend(DevicePurpose.BASELINE, () -> probed(job.closingBlockHash(), at));
        return boxed(probe.stepsBehind(peer, ours, hparams.learningRateAt(job.globalStep())));
    }

    @Override
    public void close() {
        discard();
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }

    /** Gives the model up; the next job builds one. */
    public void discard() {
        moving.writeLock().lock();
        try {
            if (model != null) {
                model.close();
                model = null;
            }
            ahead = null;
            settle();
        } finally {
            moving.writeLock().unlock();
        }
    }

    private double before(Subject subject, LanguageModel at, List<TokenBatch> batches) {
        var known = baselines.loss(subject);
        if (known != null) {
            return known;
        }
        meters.measuredAtOnce();
        var begun = ahead == null ? null : ahead.finish(subject, at);
        if (begun != null) {
            return begun;
        }
        var measured = at.loss(batches);
        baselines.put(subject, measured);
        return measured;
    }

    private float[] probed(String closingBlockHash, LanguageModel at) {
        return baselines.probed(window, closingBlockHash, () -> at.valuesAt(probe.positions(closingBlockHash)));
    }

    private int place(int peers) {
        return peers == 0 ? 0 : (int) Draw.of("losses-before", name).below(peers);
    }

    private static Losses.Pair pair(double before, List<LossSum> after) {
        var tokens = after.stream().mapToLong(LossSum::tokens).sum();
        return new Losses.Pair(before, LossSum.mean(after), tokens);
    }

    private static @Nullable Double boxed(OptionalDouble steps) {
        return steps.isPresent() ? steps.getAsDouble() : null;
    }

    private LanguageModel takeSpare() {
        var ready = spare;
        spare = null;
        return ready == null ? models.get() : ready;
    }

    /** Losses that are measured in part belong to the window they were begun at. */
    private void settle() {
        var now = model == null ? -1 : model.window();
        if (now != window) {
            ahead = null;
        }
        window = now;
    }

    FollowedModel requireModel() {
        if (model == null) {
            throw new IllegalStateException("there is no model yet; stand at a window first");
        }
        return model;
    }
}

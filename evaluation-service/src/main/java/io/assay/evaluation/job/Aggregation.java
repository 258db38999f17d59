package io.assay.evaluation.job;

import io.assay.evaluation.core.GatherSet;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.model.CheckpointPublisher;
import io.assay.evaluation.model.NextModel;
import io.assay.evaluation.s3.GradientSource;
import io.assay.evaluation.s3.GradientSource.Fetched;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.Expectation;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMerge;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.service.model.ModelObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a window's step: merges the gather set's gradients and publishes the signs. */
public final class Aggregation {
    private static final Logger LOG = LoggerFactory.getLogger(Aggregation.class);

    private final HParams hparams;
    private final GradientLayout layout;
    private final GradientSource gradients;
    private final ModelObjects objects;
    private final NextModel next;
    private final CheckpointPublisher checkpoints;
    private final EvaluationMeters meters;

    /**
     * Steps of one subnet's model.
     *
     * @param next tells what a step made here leads to
     * @param checkpoints are published by who makes the steps
     */
    public Aggregation(
            HParams hparams,
            GradientSource gradients,
            ModelObjects objects,
            NextModel next,
            CheckpointPublisher checkpoints,
            EvaluationMeters meters) {
        this.hparams = hparams;
        this.layout = GradientLayout.of(hparams);
        this.gradients = gradients;
        this.objects = objects;
        this.next = next;
        this.checkpoints = checkpoints;
        this.meters = meters;
    }

    /** A gathered gradient and whose it is. */
    private record Gathered(String hotkey, CompressedGradient gradient) {}

    /**
     * The step of a window.
     *
     * @throws IOException if the store does not answer: nothing is left out for a fault of ours; or if what the step leads
     *     to cannot be known now
     */
    public ModelAdvanced step(@Nullable WindowOpened opened, WindowClosed closed) throws IOException {
        var gathered = new ArrayList<Gathered>();
        for (var arrival : GatherSet.arrived(opened, closed)) {
            var gradient = read(closed.window(), arrival);
            if (gradient != null) {
                gathered.add(new Gathered(arrival.hotkey(), gradient));
            }
        }
        return merged(closed, gathered);
    }

    /**
     * The step of a window that never closed: none.
     *
     * @throws IOException if what it leads to cannot be known now
     */
    public ModelAdvanced emptyStep(long window, long globalStep) throws IOException {
        return next.tell(step(window, globalStep, List.of(), null), null);
    }

    /** Learns from an event where the record begins. */
    public void note(Event event) {
        next.note(event);
    }

    /** Whether steps can be made here: without a model nobody knows what they lead to. */
    public boolean fit() {
        return next.fit();
    }

    /** Whether it is this instance that makes the steps. */
    public void elected(boolean now) {
        checkpoints.elected(now);
    }

    private ModelAdvanced merged(WindowClosed closed, List<Gathered> gathered) throws IOException {
        if (gathered.isEmpty()) {
            return emptyStep(closed.window(), closed.globalStep());
        }
        var signs = GradientMerge.signs(
                        layout, gathered.stream().map(Gathered::gradient).toList())
                .toBytes();
        var hotkeys = gathered.stream().map(Gathered::hotkey).toList();
        var pinned = objects.publishAggregate(closed.window(), signs);
        return next.tell(step(closed.window(), closed.globalStep(), hotkeys, pinned), signs);
    }

    private ModelAdvanced step(long window, long globalStep, List<String> hotkeys, @Nullable PinnedObject aggregate) {
        return new ModelAdvanced(
                hparams.netuid(),
                window,
                globalStep,
                hparams.learningRateAt(globalStep),
                hparams.weightDecay(),
                hotkeys,
                aggregate);
    }

    private @Nullable CompressedGradient read(long window, PeerArrival arrival) throws IOException {
        var pinned = Objects.requireNonNull(arrival.gradient());
        return switch (gradients.fetch(pinned, new Expectation(window, arrival.uid(), arrival.hotkey()))) {
            case Fetched.Gradient(var content) -> content.gradient();
            case Fetched.Unavailable(var detail) -> throw new IOException(detail);
            case Fetched.Unusable(var detail) -> {
                meters.leftOut();
                LOG.warn("{} is left out of window {}: {}", arrival.hotkey(), window, detail);
                yield null;
            }
        };
    }
}

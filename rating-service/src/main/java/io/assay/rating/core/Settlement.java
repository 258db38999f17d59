package io.assay.rating.core;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.rating.core.Step.Cause;
import io.assay.rating.core.Step.Reason;
import io.assay.rating.core.Step.Why;
import java.util.Optional;

/**
 * Decides when a window gets its verdict. Windows settle strictly in the order of those that were opened; a window
 * settles when every drawn peer whose gradient arrived has an outcome, or with what there is as soon as a window
 * {@code settle_lag} later closes. One that by then was never closed itself is abandoned. Of two records that say the
 * same thing the first counts. Decides only: {@link SettleState#apply} changes the state.
 */
public final class Settlement {
    /** Evaluations kept of windows that are not open yet: topics have no order between them. */
    private static final int MOST_EARLY = 4096;

    /** Windows opened and not closed that are kept. */
    private static final int MOST_OPEN = 2048;

    private final WindowTransition transition;
    private final HParams hparams;

    public Settlement(HParams hparams) {
        this.hparams = hparams;
        this.transition = new WindowTransition(hparams);
    }

    /**
     * What to make of a record. One that would be taken in is looked at closely first: what a window settles by must
     * not be in the way when its time comes.
     *
     * @throws IllegalArgumentException for an event that nothing is settled by
     */
    public Step receive(SettleState state, Event event) {
        if (event.netuid() != hparams.netuid()) {
            return new Step.Ignored(Reason.OTHER_SUBNET);
        }
        if (event.window() <= state.head().window()) {
            return new Step.Ignored(Reason.LATE);
        }
        var step = decide(state, event);
        var flaw = step instanceof Step.Accepted ? Soundness.flaw(event) : null;
        return flaw == null ? step : new Step.Refused(flaw);
    }

    private static Step decide(SettleState state, Event event) {
        return switch (event) {
            case WindowOpened opened -> opened(state, opened);
            case WindowClosed closed -> closed(state, closed);
            case LossDelta delta -> evaluated(state, Evaluation.of(delta));
            case EvaluationFailed failed -> evaluated(state, Evaluation.of(failed));
            case WindowClosing _ -> new Step.Ignored(Reason.NO_INPUT);
            case GradientArrived _,
                    GradientRejected _,
                    ModelAdvanced _,
                    WindowVerdict _,
                    PeerStanding _,
                    WeightsPlanned _,
                    WeightsSubmitted _,
                    WeightsRefused _,
                    WeightsInBlock _,
                    WeightsExpired _,
                    WeightsCommitted _,
                    WeightsFinalized _,
                    WeightsFailed _ -> throw new IllegalArgumentException(event.type() + " is nothing to settle by");
        };
    }

    private static Step opened(SettleState state, WindowOpened opened) {
        var window = state.window(opened.window());
        return window != null && window.isOpened() ? new Step.Ignored(Reason.DUPLICATE) : new Step.Accepted(opened);
    }

    private static Step closed(SettleState state, WindowClosed closed) {
        var window = state.window(closed.window());
        if (window == null || !window.isOpened()) {
            return new Step.Ignored(Reason.UNKNOWN_WINDOW);
        }
        return window.isClosed() ? new Step.Ignored(Reason.DUPLICATE) : new Step.Accepted(closed);
    }

    private static Step evaluated(SettleState state, Evaluation evaluation) {
        var window = state.window(evaluation.window());
        if (window == null || !window.isOpened()) {
            return early(state, evaluation);
        }
        if (!window.drew(evaluation.hotkey())) {
            return new Step.Ignored(Reason.NOT_DRAWN);
        }
        if (window.evaluated(evaluation.hotkey())) {
            return new Step.Ignored(Reason.DUPLICATE);
        }
        return window.expects(evaluation)
                ? new Step.Accepted(evaluation.event())
                : new Step.Ignored(Reason.OTHER_GRADIENT);
    }

    private static Step early(SettleState state, Evaluation evaluation) {
        var window = state.window(evaluation.window());
        if (window != null && window.evaluated(evaluation.hotkey())) {
            return new Step.Ignored(Reason.DUPLICATE);
        }
        return state.earlyEvaluations() < MOST_EARLY
                ? new Step.Accepted(evaluation.event())
                : new Step.Ignored(Reason.TOO_EARLY);
    }

    /** The next window to be done with, if its time has come; to be asked again after its step was applied. */
    public Optional<Step> next(SettleState state) {
        var oldest = state.oldest();
        if (oldest == null) {
            return Optional.empty();
        }
        var overtaken = state.newestClosed() - oldest.getKey() >= hparams.settleLag();
        var window = oldest.getValue();
        if (!window.isClosed()) {
            return overtaken || state.openWindows() > MOST_OPEN
                    ? Optional.of(new Step.Abandoned(oldest.getKey()))
                    : Optional.empty();
        }
        if (window.isComplete()) {
            return Optional.of(settled(state, window, Cause.ALL_OUTCOMES));
        }
        return overtaken ? Optional.of(settled(state, window, Cause.LAG)) : Optional.empty();
    }

    private Step settled(SettleState state, OpenWindow window, Cause cause) {
        try {
            var verdict =
                    transition.apply(state.head().before(), window.opened(), window.closed(), window.evaluations());
            return new Step.Settled(verdict, cause);
        } catch (RuntimeException e) {
            // It would fail again each time it is tried, and with it every window after.
            return new Step.Abandoned(window.opened().window(), Why.CANNOT_SETTLE, e);
        }
    }
}

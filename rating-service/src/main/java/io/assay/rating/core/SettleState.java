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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the settlement of one subnet stands: the last window done with, and what has been heard of those after it.
 * Changed by {@link #apply} alone, so that applying the same steps again brings it back.
 */
public final class SettleState {
    private final TreeMap<Long, OpenWindow> windows = new TreeMap<>();
    private Head head;

    /**
     * The end of the chain of verdicts.
     *
     * @param window the last window settled or abandoned; −1 before the first
     * @param before what the next window begins with
     */
    public record Head(long window, WindowTransition.Before before) {
        /** Before the first window of a subnet's record. */
        public static final Head FIRST = new Head(-1, WindowTransition.Before.FIRST);
    }

    public SettleState(Head head) {
        this.head = head;
    }

    /** The end of the chain of verdicts. */
    public Head head() {
        return head;
    }

    /** How many windows are open. */
    public int openWindows() {
        return (int) windows.values().stream().filter(OpenWindow::isOpened).count();
    }

    /** Lets a step take effect. Records of one window may be applied in any order. */
    public void apply(Step step) {
        switch (step) {
            case Step.Accepted accepted -> accept(accepted.event());
            case Step.Settled(var verdict, var _) -> advance(verdict.window(), WindowTransition.Before.after(verdict));
            case Step.Abandoned abandoned -> advance(abandoned.window(), head.before());
            case Step.Ignored _, Step.Refused _ -> {}
        }
    }

    private void accept(Event event) {
        var window = windows.computeIfAbsent(event.window(), _ -> new OpenWindow());
        switch (event) {
            case WindowOpened opened -> window.open(opened);
            case WindowClosed closed -> window.close(closed);
            case LossDelta delta -> window.evaluate(Evaluation.of(delta));
            case EvaluationFailed failed -> window.evaluate(Evaluation.of(failed));
            case WindowClosing _,
                    GradientArrived _,
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
        }
    }

    private void advance(long window, WindowTransition.Before before) {
        head = new Head(window, before);
        windows.headMap(window, true).clear();
    }

    @Nullable
    OpenWindow window(long window) {
        return windows.get(window);
    }

    /** The next window in line, if any is open. */
    Map.@Nullable Entry<Long, OpenWindow> oldest() {
        return windows.entrySet().stream()
                .filter(entry -> entry.getValue().isOpened())
                .findFirst()
                .orElse(null);
    }

    long newestClosed() {
        return windows.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue().isClosed())
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(-1L);
    }

    int earlyEvaluations() {
        return windows.values().stream()
                .filter(window -> !window.isOpened())
                .mapToInt(OpenWindow::evaluationCount)
                .sum();
    }
}

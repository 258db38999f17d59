package io.assay.rating.core;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has been heard of a window that is not settled yet, in whatever order it came. */
final class OpenWindow {
    private final Map<String, Evaluation> evaluations = new TreeMap<>();
    private final Set<String> awaited = new HashSet<>();
    private Set<String> drawn = Set.of();
    private Map<String, PeerArrival> arrived = Map.of();
    private @Nullable WindowOpened opened;
    private @Nullable WindowClosed closed;

    void open(WindowOpened event) {
        opened = event;
        drawn = Set.copyOf(event.drawn());
        await();
    }

    void close(WindowClosed event) {
        closed = event;
        await();
    }

    /** Once it is known who was drawn and what arrived, early evaluations of anything else are let go. */
    private void await() {
        if (opened != null && closed != null) {
            arrived = closed.arrivals().stream()
                    .filter(arrival -> arrival.status() == ArrivalStatus.ARRIVED && drawn.contains(arrival.hotkey()))
                    .collect(Collectors.toMap(PeerArrival::hotkey, Function.identity(), (first, _) -> first));
            evaluations.values().removeIf(evaluation -> !expects(evaluation));
            awaited.addAll(arrived.keySet());
            awaited.removeAll(evaluations.keySet());
        }
    }

    void evaluate(Evaluation evaluation) {
        if (expects(evaluation)) {
            evaluations.put(evaluation.hotkey(), evaluation);
            awaited.remove(evaluation.hotkey());
        }
    }

    boolean isOpened() {
        return opened != null;
    }

    boolean isClosed() {
        return closed != null;
    }

    /** Whether every drawn peer whose gradient arrived has an outcome. */
    boolean isComplete() {
        return isOpened() && isClosed() && awaited.isEmpty();
    }

    boolean drew(String hotkey) {
        return drawn.contains(hotkey);
    }

    boolean evaluated(String hotkey) {
        return evaluations.containsKey(hotkey);
    }

    int evaluationCount() {
        return evaluations.size();
    }

    /** Whether an evaluation is of a gradient that arrived; everything may be before that is known. */
    boolean expects(Evaluation evaluation) {
        if (opened == null || closed == null) {
            return true;
        }
        var arrival = arrived.get(evaluation.hotkey());
        return arrival != null && evaluation.isOf(arrival);
    }

    WindowOpened opened() {
        return Objects.requireNonNull(opened, "a window that was not opened does not settle");
    }

    WindowClosed closed() {
        return Objects.requireNonNull(closed, "a window that was not closed does not settle");
    }

    /** By hotkey. */
    List<PeerEvaluation> evaluations() {
        return evaluations.values().stream().map(Evaluation::outcome).toList();
    }
}

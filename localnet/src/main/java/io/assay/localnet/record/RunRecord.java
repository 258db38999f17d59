package io.assay.localnet.record;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole record of a localnet as its topics tell it; calls back with each window that has its verdict. */
public final class RunRecord {
    private final NavigableMap<Long, WindowRecord> windows = new TreeMap<>();
    private final NavigableMap<Long, SubmissionRecord> submissions = new TreeMap<>();
    private final Consumer<WindowRecord> settled;
    private @Nullable Devices devices;
    private long events;

    /** A record that tells of settled windows. */
    public RunRecord(Consumer<WindowRecord> settled) {
        this.settled = settled;
    }

    /** From now on the devices are watched, too: events are taken in as they are written. */
    public synchronized void watch(Devices watched) {
        devices = watched;
    }

    /** Takes an event in, with the time at which it was written. */
    public synchronized void apply(Event event, Instant at) {
        events++;
        switch (event) {
            case WindowOpened opened -> opened(opened, at);
            case WindowClosed closed -> window(closed).closed(closed);
            case LossDelta delta -> window(delta).measured(delta.random().before());
            case WindowVerdict verdict -> judged(verdict, at);
            case WeightsPlanned planned ->
                submissions.put(
                        planned.window(),
                        new SubmissionRecord(planned.window(), "planned", null, values(planned.weights())));
            case WeightsSubmitted submitted -> became(submitted, "submitted", null);
            case WeightsRefused refused -> became(refused, refused.error(), null);
            case WeightsInBlock held -> became(held, "in_block", null);
            case WeightsExpired over -> became(over, "expired", null);
            case WeightsCommitted done -> became(done, "committed", null);
            case WeightsFinalized done -> became(done, "finalized", done.block());
            case WeightsFailed failed -> became(failed, failed.error(), null);
            case Event _ -> {}
        }
    }

    private void opened(WindowOpened event, Instant at) {
        window(event).opened(event);
        if (devices != null) {
            devices.opened(event.window(), at)
                    .ifPresent(passed -> window(passed.window()).computed(passed.busyShare()));
        }
    }

    private void judged(WindowVerdict verdict, Instant at) {
        var window = window(verdict);
        window.judged(verdict, at);
        settled.accept(window);
    }

    private void became(Event event, String outcome, @Nullable Long block) {
        var before =
                submissions.getOrDefault(event.window(), new SubmissionRecord(event.window(), outcome, null, Map.of()));
        submissions.put(event.window(), before.became(outcome, block));
    }

    private WindowRecord window(Event event) {
        return window(event.window());
    }

    private WindowRecord window(long window) {
        return windows.computeIfAbsent(window, WindowRecord::new);
    }

    private static Map<Integer, Integer> values(List<ChainWeight> weights) {
        return weights.stream()
                .collect(Collectors.toMap(ChainWeight::uid, ChainWeight::value, (a, _) -> a, TreeMap::new));
    }

    /** Windows that have their verdict, oldest first. */
    public synchronized List<WindowRecord> settledWindows() {
        return windows.values().stream().filter(w -> w.verdict() != null).toList();
    }

    /** What became of weights, oldest first. */
    public synchronized List<SubmissionRecord> submissions() {
        return List.copyOf(submissions.values());
    }

    /** The newest submission that stands on the chain. */
    public synchronized Optional<SubmissionRecord> newestFinalized() {
        return submissions.descendingMap().values().stream()
                .filter(s -> s.block() != null)
                .findFirst();
    }

    /** Events seen so far. */
    public synchronized long events() {
        return events;
    }
}

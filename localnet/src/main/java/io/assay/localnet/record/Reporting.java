package io.assay.localnet.record;

import io.assay.chain.Neuron;
import io.assay.localnet.part.ServiceAddress;
import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a report of a record. */
public final class Reporting {
    private final HParams hparams;
    private final int workers;
    private final Map<String, String> strategies;
    private final Map<String, Long> creditedRao;

    /**
     * Reports of a run.
     *
     * @param workers of evaluation
     * @param strategies strategy by hotkey
     * @param creditedRao so far, by hotkey
     */
    public Reporting(HParams hparams, int workers, Map<String, String> strategies, Map<String, Long> creditedRao) {
        this.hparams = hparams;
        this.workers = workers;
        this.strategies = Map.copyOf(strategies);
        this.creditedRao = Map.copyOf(creditedRao);
    }

    /** The report of what the record and the chain's roster say now. */
    public Report report(RunRecord record, List<Neuron> roster, List<ServiceAddress> services) {
        var windows = record.settledWindows();
        var standings = windows.isEmpty()
                ? Map.<String, Standing>of()
                : verdict(windows.getLast()).standings().stream()
                        .collect(Collectors.toMap(Standing::hotkey, Function.identity()));
        var shown = windows.stream().map(Reporting::window).toList();
        return new Report(
                shown,
                roster.stream()
                        .filter(neuron -> strategies.containsKey(neuron.hotkey()))
                        .map(neuron -> peer(neuron, standings.get(neuron.hotkey())))
                        .sorted(Comparator.comparingDouble(Report.Peer::weight)
                                .reversed()
                                .thenComparingInt(Report.Peer::uid))
                        .toList(),
                record.submissions(),
                model(windows),
                evaluation(shown),
                services.stream()
                        .map(s -> new Report.Service(s.name(), s.uri().toString(), s.health()))
                        .toList());
    }

    private Report.Model model(List<WindowRecord> windows) {
        var losses = windows.stream()
                .map(WindowRecord::lossRandomBefore)
                .filter(Objects::nonNull)
                .toList();
        return new Report.Model(
                hparams.model().parameterCount(),
                losses.isEmpty() ? null : losses.getFirst(),
                losses.isEmpty() ? null : losses.getLast());
    }

    private static Report.Window window(WindowRecord window) {
        var drawn = window.drawn().size();
        var evaluated = window.evaluated();
        return new Report.Window(
                window.window(),
                window.lossRandomBefore(),
                window.count(ArrivalStatus.ARRIVED),
                window.rejected(),
                window.count(ArrivalStatus.MISSING) + window.count(ArrivalStatus.INACTIVE),
                verdict(window).verdictHash(),
                verdict(window).previousVerdictHash(),
                window.verdicts(),
                window.durationMillis(),
                drawn,
                evaluated,
                share(evaluated, drawn),
                window.failed(),
                window.verdictDelayMillis(),
                window.busyShare());
    }

    private static @Nullable Double share(long evaluated, long drawn) {
        return drawn == 0 ? null : (double) evaluated / drawn;
    }

    private Report.Evaluation evaluation(List<Report.Window> windows) {
        var drawn = windows.stream().mapToLong(Report.Window::drawn).sum();
        var evaluated = windows.stream().mapToLong(Report.Window::evaluated).sum();
        var delays = windows.stream()
                .map(Report.Window::verdictDelayMs)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        var busy = windows.stream()
                .map(Report.Window::busyShare)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return new Report.Evaluation(
                workers,
                drawn,
                evaluated,
                share(evaluated, drawn),
                delays.isEmpty() ? null : delays.get(delays.size() / 2),
                delays.isEmpty() ? null : delays.getLast(),
                busy.isPresent() ? busy.getAsDouble() : null);
    }

    private Report.Peer peer(Neuron neuron, @Nullable Standing standing) {
        var strategy = strategies.getOrDefault(neuron.hotkey(), "unknown");
        var emission = creditedRao.getOrDefault(neuron.hotkey(), 0L);
        return standing == null
                ? new Report.Peer(neuron.uid(), neuron.hotkey(), strategy, null, null, null, 0, 0, 0, 0, emission)
                : new Report.Peer(
                        neuron.uid(),
                        neuron.hotkey(),
                        strategy,
                        standing.mu(),
                        standing.sigma(),
                        standing.ordinal(),
                        standing.binaryAverage(),
                        standing.syncScore(),
                        standing.finalScore(),
                        standing.weight(),
                        emission);
    }

    private static WindowVerdict verdict(WindowRecord window) {
        return Objects.requireNonNull(window.verdict());
    }
}

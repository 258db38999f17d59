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
    private final Map<String, String> strategies;
    private final Map<String, Long> creditedRao;

    /**
     * Reports of a run.
     *
     * @param strategies strategy by hotkey
     * @param creditedRao so far, by hotkey
     */
    public Reporting(HParams hparams, Map<String, String> strategies, Map<String, Long> creditedRao) {
        this.hparams = hparams;
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
        return new Report(
                windows.stream().map(Reporting::window).toList(),
                roster.stream()
                        .filter(neuron -> strategies.containsKey(neuron.hotkey()))
                        .map(neuron -> peer(neuron, standings.get(neuron.hotkey())))
                        .sorted(Comparator.comparingDouble(Report.Peer::weight)
                                .reversed()
                                .thenComparingInt(Report.Peer::uid))
                        .toList(),
                record.submissions(),
                model(windows),
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
        return new Report.Window(
                window.window(),
                window.lossRandomBefore(),
                window.count(ArrivalStatus.ARRIVED),
                window.rejected(),
                window.count(ArrivalStatus.MISSING) + window.count(ArrivalStatus.INACTIVE),
                verdict(window).verdictHash(),
                verdict(window).previousVerdictHash(),
                window.verdicts(),
                window.durationMillis());
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

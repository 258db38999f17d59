package io.assay.rating.figures;

import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.figures.VerdictChain.Break;
import io.assay.rating.record.RecordedVerdict;
import io.assay.rating.record.WindowLosses;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the newest verdict of each subnet says, as gauges that are no number before the first; and the breaks of the chain
 * of verdicts that this process has read, which begins near the topic's end.
 */
public final class VerdictMeters implements VerdictSink {
    private static final List<String> RULES = List.of(
            StandingChange.RESET,
            StandingChange.INACTIVITY_PENALTY,
            StandingChange.POOR_SYNC_PENALTY,
            StandingChange.MISSING_GRADIENT_PENALTY,
            StandingChange.INVALID_GRADIENT,
            StandingChange.OVERLAP_PENALTY,
            StandingChange.RATED);

    private final VerdictChain chain = new VerdictChain();
    private final Map<Integer, Newest> newest = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    private record Newest(WindowFigures figures, Map<String, Long> changes) {
        static Newest of(WindowFigures figures, WindowVerdict verdict) {
            return new Newest(
                    figures,
                    verdict.changes().stream()
                            .collect(Collectors.groupingBy(StandingChange::rule, Collectors.counting())));
        }
    }

    /** Registers all meters of the subnets rated here. */
    public VerdictMeters(MeterRegistry meters, Collection<Integer> netuids) {
        this.meters = meters;
        netuids.forEach(this::register);
    }

    @Override
    public void settled(RecordedVerdict recorded, WindowFigures figures) {
        var verdict = recorded.verdict();
        chain.add(verdict).ifPresent(kind -> breaks(verdict.netuid(), kind));
        newest.merge(
                verdict.netuid(),
                Newest.of(figures, verdict),
                (old, next) -> next.figures().window() > old.figures().window() ? next : old);
    }

    private void breaks(int netuid, Break kind) {
        meters.counter("assay.verdict.chain.breaks", "netuid", Integer.toString(netuid), "kind", kind.code())
                .increment();
    }

    private void register(int netuid) {
        var tags = Tags.of("netuid", Integer.toString(netuid));
        for (var kind : Break.values()) {
            meters.counter("assay.verdict.chain.breaks", tags.and("kind", kind.code()));
        }
        gauge("assay.verdict.window", tags, netuid, WindowFigures::window);
        gauge("assay.verdict.degraded", tags, netuid, figures -> figures.degraded() ? 1 : 0);
        gauge("assay.verdict.evaluated.share", tags, netuid, WindowFigures::evaluatedShare);
        gauge("assay.verdict.gather.success", tags, netuid, WindowFigures::gatherSuccess);
        gauge("assay.verdict.peers", tags.and("kind", "roster"), netuid, WindowFigures::roster);
        gauge("assay.verdict.peers", tags.and("kind", "arrived"), netuid, WindowFigures::arrived);
        gauge("assay.verdict.peers", tags.and("kind", "scored"), netuid, WindowFigures::scored);
        gauge("assay.verdict.peers", tags.and("kind", "weighted"), netuid, WindowFigures::weighted);
        gauge("assay.verdict.weights.entropy", tags, netuid, WindowFigures::weightsEntropy);
        gauge("assay.verdict.learning.rate", tags, netuid, WindowFigures::learningRate);
        loss(tags.and("data", "own", "when", "before"), netuid, WindowLosses::ownBefore);
        loss(tags.and("data", "own", "when", "after"), netuid, WindowLosses::ownAfter);
        loss(tags.and("data", "random", "when", "before"), netuid, WindowLosses::randomBefore);
        loss(tags.and("data", "random", "when", "after"), netuid, WindowLosses::randomAfter);
        RULES.forEach(rule -> changes(tags.and("rule", rule), netuid, rule));
    }

    private void gauge(String name, Tags tags, int netuid, ToDoubleFunction<WindowFigures> value) {
        Gauge.builder(name, newest, all -> of(all, netuid, now -> value.applyAsDouble(now.figures())))
                .tags(tags)
                .register(meters);
    }

    private void loss(Tags tags, int netuid, ToDoubleFunction<WindowLosses> value) {
        gauge(
                "assay.verdict.loss",
                tags,
                netuid,
                figures -> Optional.ofNullable(figures.losses())
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN));
    }

    private void changes(Tags tags, int netuid, String rule) {
        Gauge.builder(
                        "assay.verdict.changes",
                        newest,
                        all -> of(all, netuid, now -> now.changes().getOrDefault(rule, 0L)))
                .tags(tags)
                .register(meters);
    }

    private static double of(Map<Integer, Newest> all, int netuid, ToDoubleFunction<Newest> value) {
        var now = all.get(netuid);
        return now == null ? Double.NaN : value.applyAsDouble(now);
    }
}

package io.assay.rating.figures;

import io.assay.rating.Subnets;
import io.assay.rating.record.RecordedVerdict;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all sinks of the verdicts of the subnets rated here; one that fails keeps nothing from the others. */
public final class VerdictSinks implements Consumer<RecordedVerdict> {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictSinks.class);

    private final List<VerdictSink> sinks;
    private final Subnets subnets;

    /** Of these sinks. */
    public VerdictSinks(List<VerdictSink> sinks, Subnets subnets) {
        this.sinks = List.copyOf(sinks);
        this.subnets = subnets;
    }

    @Override
    public void accept(RecordedVerdict recorded) {
        if (subnets.find(recorded.verdict().netuid()).isEmpty()) {
            return;
        }
        var figures = WindowFigures.of(recorded);
        for (var sink : sinks) {
            try {
                sink.settled(recorded, figures);
            } catch (RuntimeException e) {
                LOG.error("{} could not take the verdict of window {}", sink, figures.window(), e);
            }
        }
    }
}

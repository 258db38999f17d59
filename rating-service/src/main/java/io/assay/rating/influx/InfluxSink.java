package io.assay.rating.influx;

import io.assay.rating.figures.Outbox;
import io.assay.rating.figures.VerdictSink;
import io.assay.rating.figures.WindowFigures;
import io.assay.rating.record.RecordedVerdict;
import io.micrometer.core.instrument.MeterRegistry;

/** Writes every verdict that is read to InfluxDB: those near the record's end again after each start, which changes nothing. */
public final class InfluxSink implements VerdictSink, AutoCloseable {
    private final InfluxWriter writer;
    private final Outbox<String> outbox;
    private final String prefix;

    /** Starts to write. */
    public InfluxSink(InfluxSettings settings, Outbox.Backoff backoff, MeterRegistry meters) {
        prefix = settings.prefix();
        writer = new InfluxWriter(settings);
        outbox = new Outbox<>("influx", settings.queue(), settings.batch(), backoff, writer, meters);
    }

    @Override
    public void settled(RecordedVerdict recorded, WindowFigures figures) {
        outbox.add(VerdictPoints.of(prefix, recorded, figures).stream()
                .map(Point::line)
                .filter(line -> !line.isEmpty())
                .toList());
    }

    @Override
    public void close() {
        outbox.close();
        writer.close();
    }
}

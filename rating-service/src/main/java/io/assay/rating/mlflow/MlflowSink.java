package io.assay.rating.mlflow;

import io.assay.rating.figures.Outbox;
import io.assay.rating.figures.VerdictSink;
import io.assay.rating.figures.WindowFigures;
import io.assay.rating.record.RecordedVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Logs every verdict that is read to MLflow: those near the record's end again after each start, which changes nothing. */
public final class MlflowSink implements VerdictSink, AutoCloseable {
    /** Of some 15 metrics each; a request may have 1,000. */
    private static final int WINDOWS_A_REQUEST = 50;

    private final MlflowClient client;
    private final Outbox<WindowLog> outbox;

    /** Starts to log. */
    public MlflowSink(MlflowSettings settings, Outbox.Backoff backoff, MeterRegistry meters) {
        client = new MlflowClient(settings);
        var runs = new MlflowRuns(client, settings.experiment());
        outbox = new Outbox<>("mlflow", settings.queue(), WINDOWS_A_REQUEST, backoff, runs, meters);
    }

    @Override
    public void settled(RecordedVerdict recorded, WindowFigures figures) {
        outbox.add(List.of(new WindowLog(figures, recorded.verdict().hparams())));
    }

    @Override
    public void close() {
        outbox.close();
        client.close();
    }
}

package io.assay.evaluation.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Knows the newest window with a verdict. Verdicts are large, kept for ever and come in the order of windows: only the
 * topic's last records are read, never the whole topic.
 */
public final class SettledWindows implements AutoCloseable {
    private final int netuid;
    private final Consumer<WindowVerdict> listener;
    private final TopicTail verdicts;
    private final AtomicLong through = new AtomicLong(-1);

    /**
     * Knows nothing until started.
     *
     * @param listener gets each verdict of the subnet that is read
     */
    public SettledWindows(KafkaSettings kafka, int netuid, Consumer<WindowVerdict> listener) {
        this.netuid = netuid;
        this.listener = listener;
        this.verdicts = new TopicTail(kafka, Topics.WINDOW_VERDICTS, this::note);
    }

    /** Starts to read. */
    public void start() {
        verdicts.start();
    }

    /** The newest window with a verdict, or -1. */
    public long through() {
        return through.get();
    }

    /** Waits until the topic's last records were read; false when the limit is over. */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return verdicts.awaitCaughtUp(limit);
    }

    @Override
    public void close() {
        verdicts.close();
    }

    private void note(Event event) {
        if (event instanceof WindowVerdict verdict && verdict.netuid() == netuid) {
            listener.accept(verdict);
            through.accumulateAndGet(verdict.window(), Math::max);
        }
    }
}

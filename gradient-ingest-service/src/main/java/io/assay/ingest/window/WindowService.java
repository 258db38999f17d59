package io.assay.ingest.window;

import io.assay.ingest.core.WindowLedger;
import io.assay.protocol.Topics;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventFollower;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Loads the ledger by replaying the record, then runs the loop; ready once the record is read. */
final class WindowService implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(WindowService.class);
    private static final Duration LOADING = Duration.ofMinutes(10);

    private final KafkaSettings kafka;
    private final DeadLetters deadLetters;
    private final WindowLedger ledger;
    private final WindowLoop loop;
    private volatile @Nullable EventFollower follower;
    private volatile @Nullable Disposable running;

    WindowService(KafkaSettings kafka, DeadLetters deadLetters, WindowLedger ledger, WindowLoop loop) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.ledger = ledger;
        this.loop = loop;
    }

    @Override
    public synchronized void start() {
        var started = EventFollower.start(
                kafka,
                deadLetters::passOver,
                ledger::apply,
                Topics.WINDOWS,
                Topics.GRADIENT_ARRIVALS,
                Topics.WINDOW_VERDICTS);
        follower = started;
        load(started);
        running = loop.run().subscribe(_ -> {}, e -> LOG.error("the window loop ended", e));
    }

    private void load(EventFollower started) {
        try {
            if (!started.awaitCaughtUp(LOADING)) {
                throw new IllegalStateException("the record cannot be read: see the log of the follower");
            }
            LOG.info(
                    "record read; newest window: {}",
                    ledger.newestOpened().map(o -> Long.toString(o.window())).orElse("none"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the record", e);
        }
    }

    @Override
    public synchronized void stop() {
        var loopRunning = running;
        if (loopRunning != null) {
            loopRunning.dispose();
        }
        var reading = follower;
        if (reading != null) {
            reading.close();
        }
        running = null;
        follower = null;
    }

    /** Waits for nothing: who asks for the health is answered while the service ends, too. */
    @Override
    public boolean isRunning() {
        var loopRunning = running;
        return loopRunning != null && !loopRunning.isDisposed();
    }

    @Override
    public Health health() {
        var followed = follower;
        var healthy = isRunning() && followed != null && followed.healthy();
        var window = ledger.newestOpened().map(o -> Long.toString(o.window())).orElse("none");
        return (healthy ? Health.up() : Health.down())
                .withDetail("newestWindow", window)
                .build();
    }
}

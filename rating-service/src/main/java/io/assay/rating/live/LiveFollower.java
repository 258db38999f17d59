package io.assay.rating.live;

import io.assay.service.kafka.ReadingThread;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link LiveRecord} up to date from the topics' ends, {@link Tail}. It reads only, belongs to no group, and what it
 * finds decides nothing: when it lags or the broker is away, the page is late and no verdict is.
 */
public final class LiveFollower implements SmartLifecycle {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final KafkaSettings kafka;
    private final LiveRecord live;
    private final int subnets;
    private final Runnable listener;
    private volatile @Nullable ReadingThread<Tail> reading;

    /**
     * A follower.
     *
     * @param subnets rated here, at least 1
     * @param listener is told after something was published, four times a second at most; it must be quick
     */
    public LiveFollower(KafkaSettings kafka, LiveRecord live, int subnets, Runnable listener) {
        this.kafka = kafka;
        this.live = live;
        this.subnets = subnets;
        this.listener = listener;
    }

    @Override
    public void start() {
        reading = ReadingThread.start("live-follower", () -> new Tail(kafka, subnets), this::follow);
    }

    private void follow(Tail tail, BooleanSupplier going) {
        var news = false;
        var told = System.nanoTime() - BETWEEN.toNanos();
        while (going.getAsBoolean()) {
            for (var event : tail.poll(POLL)) {
                news |= live.apply(event);
            }
            if (news && System.nanoTime() - told >= BETWEEN.toNanos()) {
                live.publish();
                listener.run();
                news = false;
                told = System.nanoTime();
            }
        }
    }

    @Override
    public void stop() {
        var started = reading;
        reading = null;
        if (started != null) {
            started.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }
}

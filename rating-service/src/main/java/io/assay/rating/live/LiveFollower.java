package io.assay.rating.live;

import io.assay.protocol.Topics;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link LiveRecord} up to date from the topics' ends, {@link Tail}. It reads only, belongs to no group, and what it
 * finds decides nothing: when it lags or the broker is away, the page is late and no verdict is.
 */
public final class LiveFollower implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final LiveRecord live;
    private final int subnets;
    private final Runnable listener;
    private volatile boolean running;
    private volatile @Nullable Tail reading;
    private @Nullable Thread thread;

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
        running = true;
        thread = Thread.ofPlatform().daemon().name("live-follower").start(this::run);
    }

    private void run() {
        while (running) {
            try (var tail = new Tail(kafka, subnets)) {
                reading = tail;
                follow(tail);
            } catch (WakeupException _) {
                return;
            } catch (KafkaException e) {
                LOG.warn("{} and others cannot be followed, trying again: {}", Topics.WINDOWS.topic(), e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void follow(Tail tail) {
        var news = false;
        var told = System.nanoTime() - BETWEEN.toNanos();
        while (running) {
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
        running = false;
        var tail = reading;
        if (tail != null) {
            tail.wake();
        }
        join();
    }

    private void join() {
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

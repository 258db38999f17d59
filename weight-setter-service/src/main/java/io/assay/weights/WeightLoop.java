package io.assay.weights;

import io.assay.weights.WeightSetter.Step;
import io.assay.weights.kafka.KafkaJournal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/** Replays the record, then takes steps until the service ends; what keeps it waiting is said once, not at every poll. */
final class WeightLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WeightLoop.class);
    private static final Duration LAST_STEP = Duration.ofSeconds(10);
    private static final String REPLAYING = "the record is being replayed";

    private final KafkaJournal journal;
    private final WeightSetter setter;
    private final Duration pollInterval;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private String lastReason = REPLAYING;

    WeightLoop(KafkaJournal journal, WeightSetter setter, Duration pollInterval) {
        this.journal = journal;
        this.setter = setter;
        this.pollInterval = pollInterval;
    }

    @Override
    public synchronized void start() {
        journal.open();
        thread = Thread.ofPlatform()
                .daemon()
                .name("weights")
                .uncaughtExceptionHandler((_, e) -> LOG.error("no more weights are set: the loop ended", e))
                .start(this::run);
    }

    /** Waits for nothing: who asks for the health is answered while the last step is taken, too. */
    @Override
    public boolean isRunning() {
        var running = thread;
        return running != null && running.isAlive();
    }

    /** Lets the step at hand end; one cut off would do no harm, but would look like a fault in the log. */
    @Override
    public synchronized void stop() {
        stopping.countDown();
        var running = thread;
        if (running != null) {
            join(running);
        }
        journal.close();
    }

    private static void join(Thread running) {
        try {
            if (!running.join(LAST_STEP)) {
                running.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                takeAll();
            } while (!stopping.await(pollInterval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeAll() {
        while (stopping.getCount() > 0) {
            if (!takeOne()) {
                return;
            }
        }
    }

    private boolean takeOne() {
        try {
            return switch (journal.caughtUp() ? setter.step() : new Step.Waiting(REPLAYING)) {
                case Step.Taken _ -> true;
                case Step.Idle _ -> false;
                case Step.Waiting(var reason) -> pause(Level.INFO, reason);
            };
        } catch (RuntimeException e) {
            return pause(Level.WARN, "cannot go on, trying again every " + pollInterval + ": " + e.getMessage());
        }
    }

    private boolean pause(Level level, String reason) {
        if (!reason.equals(lastReason)) {
            LOG.atLevel(level).log("weights: {}", reason);
        }
        lastReason = reason;
        return false;
    }
}

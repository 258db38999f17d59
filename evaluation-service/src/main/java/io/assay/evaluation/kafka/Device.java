package io.assay.evaluation.kafka;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that a worker's model belongs to. */
public final class Device implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Device.class);

    private final ScheduledExecutorService thread;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AutoCloseable model;
    private final String name;

    /**
     * A device.
     *
     * @param model closed with the device, when nothing works on it any more
     */
    public Device(String name, AutoCloseable model) {
        this.name = name + "-device";
        this.model = model;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(this.name).factory());
    }

    /** Takes turns from now on: after each {@link #wake}, and at least as often as said. */
    void drive(Runnable turn, Duration atLeast) {
        var _ = thread.scheduleWithFixedDelay(() -> wake(turn), 0, atLeast.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a turn soon; nothing if one is to come already. */
    void wake(Runnable turn) {
        if (awake.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    awake.set(false);
                    turn.run();
                });
            } catch (RejectedExecutionException _) {
                LOG.debug("{} takes no more turns", name);
            }
        }
    }

    /** Runs something on the thread, between two turns, and waits for it. */
    public <T> T run(Callable<T> work) throws Exception {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Ends the thread and closes the model; a model still at work is left alone, freeing it would crash the process. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(10, TimeUnit.SECONDS)) {
                model.close();
            } else {
                LOG.warn("{} does not come to an end; its model is not freed", name);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("the model of {} could not be freed", name, e);
        }
    }
}

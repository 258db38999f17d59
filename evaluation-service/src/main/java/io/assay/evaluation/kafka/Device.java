package io.assay.evaluation.kafka;

import io.assay.evaluation.job.JobOutcome;
import io.assay.evaluation.metrics.Postponement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that a worker's model belongs to. */
public final class Device implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Device.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ExecutorService thread;
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
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(this.name).factory());
    }

    /** A job under way. */
    record Job(Future<JobOutcome> future) {
        /**
         * Waits for the job's end; when the service stops, no longer than a few seconds.
         *
         * @return whether there is an outcome
         */
        boolean await(Duration limit, CountDownLatch stop) throws InterruptedException {
            for (var ticks = limit.dividedBy(TICK); ticks > 0; ticks--) {
                if (done(TICK)) {
                    return true;
                }
                if (stop.getCount() == 0) {
                    return done(GRACE) || future.cancel(true) || future.isDone();
                }
            }
            return false;
        }

        JobOutcome outcome() throws InterruptedException {
            if (future.isCancelled()) {
                return new JobOutcome.Postponed(Postponement.STOPPING, "the service stops");
            }
            try {
                return future.get();
            } catch (ExecutionException e) {
                LOG.error("a job ended without an outcome", e);
                return new JobOutcome.Postponed(Postponement.FAULT, String.valueOf(e.getCause()));
            }
        }

        private boolean done(Duration limit) throws InterruptedException {
            try {
                future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException _) {
                return false;
            } catch (ExecutionException _) {
                return true;
            }
        }
    }

    /** Begins a job. */
    Job begin(Callable<JobOutcome> job) {
        return new Job(thread.submit(job));
    }

    /** Runs something on the thread and waits for it. */
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

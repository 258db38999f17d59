package io.assay.service.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads topics until it is stopped; after a failure it says so and begins anew, with another reader. What it
 * calls must bear to be told things again.
 *
 * @param <R> what it reads with
 */
public final class ReadingThread<R extends ReadingThread.Reader> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Supplier<R> readers;
    private final BiConsumer<R, BooleanSupplier> work;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable R reading;

    /** A cursor over topics. */
    public interface Reader extends AutoCloseable {
        /** Ends a poll of another thread, by an exception there. */
        void wake();

        @Override
        void close();
    }

    private ReadingThread(String name, Supplier<R> readers, BiConsumer<R, BooleanSupplier> work) {
        this.readers = readers;
        this.work = work;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /**
     * Starts one.
     *
     * @param work reads for as long as its second argument says
     */
    public static <R extends Reader> ReadingThread<R> start(
            String name, Supplier<R> readers, BiConsumer<R, BooleanSupplier> work) {
        var reading = new ReadingThread<>(name, readers, work);
        reading.thread.start();
        return reading;
    }

    /** Ends it, and waits for its end for a while. */
    public void stop() {
        stop.countDown();
        var reader = reading;
        if (reader != null) {
            reader.wake();
        }
        try {
            thread.join(LIMIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean going() {
        return stop.getCount() > 0;
    }

    private void run() {
        try {
            while (going()) {
                read();
            }
        } catch (InterruptedException _) {
            LOG.debug("{} was interrupted", thread.getName());
        }
    }

    private void read() throws InterruptedException {
        try (var reader = readers.get()) {
            reading = reader;
            work.accept(reader, this::going);
        } catch (WakeupException _) {
            LOG.debug("{} was woken", thread.getName());
        } catch (RuntimeException e) {
            LOG.warn("{} failed and begins anew: {}", thread.getName(), e.getMessage());
            LOG.debug("the failure of {}", thread.getName(), e);
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            reading = null;
        }
    }
}

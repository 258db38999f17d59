package io.assay.rating.figures;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends items to another system from a thread of its own, in batches and in order. While that does not answer they wait in a
 * bounded queue; what finds no place there is dropped and counted, and nobody waits. What is still in the queue at the end of
 * the process is read again from the record at the next start.
 */
public final class Outbox<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String ITEMS = "assay.export.items";

    private final String sink;
    private final BlockingQueue<T> queue;
    private final int most;
    private final Receiver<T> receiver;
    private final Backoff backoff;
    private final Counter sent;
    private final Counter full;
    private final Counter refused;
    private final Thread thread;
    private boolean failing;

    /** What came of a batch. */
    public sealed interface Answer {
        /** It is there. */
        record Taken() implements Answer {}

        /** It will never be taken: sending it again is no use. */
        record Refused(String why) implements Answer {}

        /** Not now. */
        record Later(String why) implements Answer {}
    }

    /** The other system. */
    @FunctionalInterface
    public interface Receiver<T> {
        /** Sends a batch. */
        Answer send(List<T> batch) throws IOException, InterruptedException;
    }

    /** Time between two attempts, doubled each time. */
    public record Backoff(Duration first, Duration most) {
        /** Half a second to a minute. */
        public static final Backoff USUAL = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));

        Duration after(Duration pause) {
            var twice = pause.multipliedBy(2);
            return twice.compareTo(most) > 0 ? most : twice;
        }
    }

    /**
     * Starts to send.
     *
     * @param sink the other system's name in metrics and logs
     * @param capacity items that wait at most
     * @param most items of a batch
     */
    public Outbox(String sink, int capacity, int most, Backoff backoff, Receiver<T> receiver, MeterRegistry meters) {
        this.sink = sink;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.most = most;
        this.backoff = backoff;
        this.receiver = receiver;
        this.sent = meters.counter(ITEMS, "sink", sink, "outcome", "sent");
        this.full = meters.counter(ITEMS, "sink", sink, "outcome", "dropped");
        this.refused = meters.counter(ITEMS, "sink", sink, "outcome", "refused");
        Gauge.builder("assay.export.waiting", queue, Collection::size)
                .tag("sink", sink)
                .register(meters);
        this.thread = Thread.ofVirtual().name("export-" + sink).start(this::run);
    }

    /** Puts items into the queue, as far as there is place. */
    public void add(Collection<T> items) {
        for (var item : items) {
            if (!queue.offer(item)) {
                full.increment();
            }
        }
    }

    private void run() {
        try {
            while (true) {
                var batch = new ArrayList<T>();
                batch.add(queue.take());
                queue.drainTo(batch, most - 1);
                deliver(batch);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<T> batch) throws InterruptedException {
        var pause = backoff.first();
        while (true) {
            switch (attempt(batch)) {
                case Answer.Taken _ -> {
                    sent.increment(batch.size());
                    recovered();
                    return;
                }
                case Answer.Refused(var why) -> {
                    refused.increment(batch.size());
                    LOG.warn("{} refuses {} items, which are dropped: {}", sink, batch.size(), oneLine(why));
                    return;
                }
                case Answer.Later(var why) -> {
                    failed(why);
                    Thread.sleep(pause);
                    pause = backoff.after(pause);
                }
            }
        }
    }

    private Answer attempt(List<T> batch) throws InterruptedException {
        try {
            return receiver.send(batch);
        } catch (IOException e) {
            return new Answer.Later(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} could not be sent to", sink, e);
            return new Answer.Refused(String.valueOf(e.getMessage()));
        }
    }

    private void failed(String why) {
        if (!failing) {
            LOG.warn("{} takes nothing, items wait: {}", sink, oneLine(why));
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.info("{} takes items again", sink);
        }
        failing = false;
    }

    /** What another system says goes into logs: nobody else may start a line there. */
    private static String oneLine(String text) {
        var start = text.length() <= 300 ? text : text.substring(0, 300);
        return start.replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

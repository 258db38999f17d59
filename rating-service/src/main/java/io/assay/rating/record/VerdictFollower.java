package io.assay.rating.record;

import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link RecentVerdicts} up to date from the topic of verdicts, begun near its end and read once for all subnets:
 * what the API answers is what was published, and it is there right after a restart.
 */
public final class VerdictFollower implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A verdict may take half a megabyte, and what is kept of it is less. */
    private static final int VERDICTS_A_POLL = 20;

    /** Every verdict is followed by the end of its transaction, which takes an offset too. */
    private static final int OFFSETS_A_VERDICT = 2;

    private final RecentVerdicts recent;
    private final Consumer<SettledWindow> listener;
    private final Consumer<RecordedVerdict> reads;
    private final KafkaSettings kafka;
    private final long offsets;
    private volatile boolean running;
    private volatile boolean caughtUp;
    private volatile @Nullable VerdictReader reading;
    private @Nullable Thread thread;

    /**
     * A follower.
     *
     * @param most verdicts of all subnets together, counted from the topic's end, with which it begins
     * @param listener is told every window once, after it was added; it must be quick
     * @param reads is told every verdict that is read, one that comes again too; it must be quick
     */
    public VerdictFollower(
            KafkaSettings kafka,
            int most,
            RecentVerdicts recent,
            Consumer<SettledWindow> listener,
            Consumer<RecordedVerdict> reads) {
        this.kafka = kafka;
        this.offsets = (long) OFFSETS_A_VERDICT * most;
        this.recent = recent;
        this.listener = listener;
        this.reads = reads;
    }

    /** Whether what was published before the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("verdict-follower").start(this::run);
    }

    private void run() {
        while (running) {
            try (var reader = new VerdictReader(kafka, VERDICTS_A_POLL)) {
                reading = reader;
                follow(reader);
            } catch (WakeupException _) {
                return;
            } catch (KafkaException e) {
                LOG.warn("verdicts cannot be read, trying again: {}", e.getMessage());
                pause();
            }
        }
    }

    private void follow(VerdictReader reader) {
        var ends = reader.end();
        reader.seek(nearTheEnd(reader.begin(), ends));
        while (running) {
            reader.poll(POLL).forEach(this::keep);
            if (!caughtUp && reader.reached(ends)) {
                addQuietSubnets();
                caughtUp = true;
            }
        }
    }

    /** A subnet that gave no verdict for long while others did has its newest one far from the end. */
    private void addQuietSubnets() {
        var quiet = recent.withoutAny();
        if (quiet.isEmpty()) {
            return;
        }
        try (var reader = new VerdictReader(kafka, 1)) {
            var search = new VerdictSearch(reader);
            quiet.forEach(netuid -> search.newestBefore(netuid, Long.MAX_VALUE).ifPresent(this::keep));
        }
    }

    private void keep(RecordedVerdict found) {
        reads.accept(found);
        var settled = SettledWindow.of(found);
        if (recent.add(settled)) {
            listener.accept(settled);
        }
    }

    private Map<TopicPartition, Long> nearTheEnd(Map<TopicPartition, Long> begin, Map<TopicPartition, Long> ends) {
        var from = new HashMap<TopicPartition, Long>();
        ends.forEach(
                (partition, end) -> from.put(partition, Math.max(begin.getOrDefault(partition, 0L), end - offsets)));
        return from;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        var reader = reading;
        if (reader != null) {
            reader.wake();
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

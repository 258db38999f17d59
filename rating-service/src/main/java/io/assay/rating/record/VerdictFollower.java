package io.assay.rating.record;

import io.assay.service.kafka.ReadingThread;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link RecentVerdicts} up to date from the topic of verdicts, begun near its end and read once for all subnets:
 * what the API answers is what was published, and it is there right after a restart.
 */
public final class VerdictFollower implements SmartLifecycle {
    private static final Duration POLL = Duration.ofMillis(200);

    /** A verdict may take half a megabyte, and what is kept of it is less. */
    private static final int VERDICTS_A_POLL = 20;

    /** Every verdict is followed by the end of its transaction, which takes an offset too. */
    private static final int OFFSETS_A_VERDICT = 2;

    private final RecentVerdicts recent;
    private final Consumer<SettledWindow> listener;
    private final Consumer<RecordedVerdict> reads;
    private final KafkaSettings kafka;
    private final long offsets;
    private volatile boolean caughtUp;
    private volatile @Nullable ReadingThread<VerdictReader> reading;

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
        reading =
                ReadingThread.start("verdict-follower", () -> new VerdictReader(kafka, VERDICTS_A_POLL), this::follow);
    }

    private void follow(VerdictReader reader, BooleanSupplier going) {
        var ends = reader.end();
        reader.seek(nearTheEnd(reader.begin(), ends));
        while (going.getAsBoolean()) {
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

package io.assay.rating.kafka;

import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link RecentVerdicts} up to date from the topic of verdicts, begun near its end: what the API answers is what
 * was published, and it is there right after a restart.
 */
public final class VerdictFollower implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Every verdict is followed by the end of its transaction, which takes an offset too. */
    private static final int OFFSETS_A_VERDICT = 2;

    private final RecentVerdicts recent;
    private final KafkaSettings kafka;
    private final int netuid;
    private final int most;
    private volatile boolean running;
    private volatile boolean caughtUp;
    private volatile @Nullable VerdictReader reading;
    private @Nullable Thread thread;

    public VerdictFollower(KafkaSettings kafka, int netuid, int most, RecentVerdicts recent) {
        this.kafka = kafka;
        this.netuid = netuid;
        this.most = most;
        this.recent = recent;
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
            try (var reader = new VerdictReader(kafka, netuid, most)) {
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
            reader.poll(POLL).forEach(found -> recent.add(found.verdict()));
            caughtUp = caughtUp || reader.reached(ends);
        }
    }

    private Map<TopicPartition, Long> nearTheEnd(Map<TopicPartition, Long> begin, Map<TopicPartition, Long> ends) {
        var offsets = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> offsets.put(
                partition, Math.max(begin.getOrDefault(partition, 0L), end - (long) OFFSETS_A_VERDICT * most)));
        return offsets;
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

package io.assay.rating.kafka;

import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.kafka.VerdictReader.Found;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Any verdict ever given, found in the topic itself: windows settle in order, so that a binary search over offsets takes
 * some twenty reads for a million windows and nothing has to be kept.
 */
public final class VerdictArchive implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final KafkaSettings kafka;
    private final int netuid;
    private @Nullable VerdictReader reader;

    public VerdictArchive(KafkaSettings kafka, int netuid) {
        this.kafka = kafka;
        this.netuid = netuid;
    }

    /** The verdict of a window, if there is one; blocks while it reads. */
    public Optional<WindowVerdict> find(long window) {
        lock.lock();
        try {
            var open = reader();
            var begin = open.begin();
            var end = open.end();
            return open.partitions().stream()
                    .flatMap(partition -> search(open, partition, begin, end, window).stream())
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    private VerdictReader reader() {
        var open = reader == null ? new VerdictReader(kafka, netuid, 1) : reader;
        reader = open;
        return open;
    }

    private static Optional<WindowVerdict> search(
            VerdictReader reader,
            TopicPartition partition,
            Map<TopicPartition, Long> begin,
            Map<TopicPartition, Long> end,
            long window) {
        long low = begin.getOrDefault(partition, 0L);
        long high = end.getOrDefault(partition, 0L);
        while (low < high) {
            var middle = (low + high) >>> 1;
            var found = firstFrom(reader, partition, middle, high);
            if (found == null || found.verdict().window() > window) {
                high = middle;
            } else if (found.verdict().window() < window) {
                low = found.offset() + 1;
            } else {
                return Optional.of(found.verdict());
            }
        }
        return Optional.empty();
    }

    /** Offsets have gaps where transactions ended and where other subnets' verdicts are. */
    private static @Nullable Found firstFrom(VerdictReader reader, TopicPartition partition, long offset, long before) {
        reader.seekOnly(partition, offset);
        while (!reader.reached(Map.of(partition, before))) {
            var found = reader.poll(POLL);
            if (!found.isEmpty()) {
                return found.getFirst().offset() < before ? found.getFirst() : null;
            }
        }
        return null;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (reader != null) {
                reader.close();
            }
        } finally {
            lock.unlock();
        }
    }
}

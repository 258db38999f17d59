package io.assay.rating.record;

import io.assay.service.settings.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Any verdict ever given, found in the topic itself: windows of a subnet settle in order, so that a binary search over
 * offsets takes some twenty reads for a million windows and nothing has to be kept. Every method blocks while it reads,
 * one caller after the other, and throws {@link org.apache.kafka.common.KafkaException} when the broker does not answer.
 */
public final class VerdictArchive implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final KafkaSettings kafka;
    private @Nullable VerdictReader reader;

    public VerdictArchive(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** The verdict of a window, if there is one. */
    public Optional<RecordedVerdict> find(int netuid, long window) {
        return window == Long.MAX_VALUE
                ? Optional.empty()
                : findBefore(netuid, window + 1).filter(found -> found.verdict().window() == window);
    }

    /** The newest verdict before a window, if there is one. */
    public Optional<RecordedVerdict> findBefore(int netuid, long window) {
        return read(search -> search.newestBefore(netuid, window));
    }

    /** The verdict at a known place, if it is that of the window. */
    public Optional<RecordedVerdict> at(Position position, int netuid, long window) {
        return read(search -> search.at(position))
                .filter(found ->
                        found.verdict().netuid() == netuid && found.verdict().window() == window);
    }

    /**
     * What is made of the verdicts before a window, newest first; verdicts are handed over one by one and not kept.
     *
     * @param limit verdicts at most
     */
    public <T> List<T> before(int netuid, long window, int limit, Function<RecordedVerdict, T> made) {
        return read(search -> {
            var all = new ArrayList<T>();
            var bound = window;
            while (all.size() < limit) {
                var newest = search.newestBefore(netuid, bound);
                if (newest.isEmpty()) {
                    break;
                }
                bound = search.block(newest.get(), limit - all.size(), made, all);
            }
            return all;
        });
    }

    private <T> T read(Function<VerdictSearch, T> reading) {
        lock.lock();
        try {
            var open = reader == null ? new VerdictReader(kafka, 1) : reader;
            reader = open;
            return reading.apply(new VerdictSearch(open));
        } finally {
            lock.unlock();
        }
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

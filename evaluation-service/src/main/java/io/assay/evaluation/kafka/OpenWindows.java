package io.assay.evaluation.kafka;

import io.assay.protocol.event.WindowOpened;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Windows that have opened and not closed, and where their openings lie in the log: they must be read again. */
final class OpenWindows {
    private final TreeMap<Long, Opening> openings = new TreeMap<>();

    private record Opening(WindowOpened event, long offset) {}

    void add(WindowOpened event, long offset) {
        openings.putIfAbsent(event.window(), new Opening(event, offset));
    }

    @Nullable
    WindowOpened get(long window) {
        var opening = openings.get(window);
        return opening == null ? null : opening.event();
    }

    /** Forgets a window and those before it. */
    void close(long window) {
        openings.headMap(window, true).clear();
    }

    /** The offset to begin with after a restart: of the first opening that is still needed, or {@code next}. */
    long restart(long next) {
        return openings.values().stream().mapToLong(Opening::offset).reduce(next, Math::min);
    }
}

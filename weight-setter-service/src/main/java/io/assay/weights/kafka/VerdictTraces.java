package io.assay.weights.kafka;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** The trace of each of the newest verdicts: what is done for a verdict belongs to it, after a restart too. */
final class VerdictTraces {
    private static final int MOST = 256;

    private final Map<Key, Context> traces = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Context> eldest) {
            return size() > MOST;
        }
    };

    private record Key(int netuid, long window) {
        static Key of(Event event) {
            return new Key(event.netuid(), event.window());
        }
    }

    /** Remembers the present trace, if the event is a verdict. */
    synchronized void note(Event event) {
        if (event instanceof WindowVerdict) {
            traces.put(Key.of(event), Context.current());
        }
    }

    /** The trace of the verdict that an event is about; the present one when it is not known. */
    synchronized Context of(Event event) {
        return traces.getOrDefault(Key.of(event), Context.current());
    }
}
